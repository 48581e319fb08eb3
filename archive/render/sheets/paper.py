"""Paper: one HTML file with everything in it, pictures too, to be printed from any computer."""

from __future__ import annotations

import base64
from typing import Any

from archive.render.catalogue import translator
from archive.render.environment import make_environment
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Print:
    """A picture as it is laid on paper: a JPEG, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int

    @property
    def address(self) -> str:
        """The picture itself, as an address."""
        return "data:image/jpeg;base64," + base64.b64encode(self.jpeg).decode("ascii")


def draw_sheet(template: str, *, language: str, **values: Any) -> str:
    """The HTML of ``sheets/<template>.html``, in ``zh-Hans``, ``zh-Hant`` or ``en``."""
    page = make_environment().get_template(f"sheets/{template}.html")
    return page.render(t=translator(language), language=language, **values)
