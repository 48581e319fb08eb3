"""Filling a record's fields by its model, so that a new field is planted without a word here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.ingest.entries import allowed_kinds
from archive.ingest.shapes import Form, Shape, shapes_of
from archive.model.document import Page
from archive.model.fields import Part
from archive.model.kinds import Kind, RecordId
from archive.model.media import Recording, Sound
from archive.model.terms import Channel
from tests.leaks.canaries import DARK, Ledger
from tests.leaks.media import (
    MIDDLE,
    Box,
    draw_picture,
    write_jpeg,
    write_pdf,
    write_png,
    write_sound,
)

Fate = frozenset[Channel]
"""The channels in which a shown field may be found."""

PAST_DAYS = frozenset({"informed_on", "signed_on", "sealed_until", "embargo_until"})
"""Days that must be over for a consent to be in force; the others must be to come."""
COURSE = "0.1 0.1, 0.9 0.1, 0.5 0.9"
"""Points: nothing else may stand in their place, and whoever sees the drawing sees them."""
WHOLE = "7"
SECONDS = {"start": "0.5", "end": "2.5", "quote_start": "0.5", "quote_end": "2.5"}


@dataclass
class Planter:
    """Makes the front matter of records, and their originals."""

    ledger: Ledger
    media: Path
    scratch: Path
    targets: Mapping[tuple[Kind, str], RecordId]
    """A record of each kind to refer to: one that is ``open`` and one that is ``closed``."""
    hidden_name: str = ""
    """The name of someone without consent, written into every open text."""
    box_of: dict[str, Box] = field(default_factory=dict)
    """Places of patterns that are not in the middle, by the pattern's mark."""
    _sha256: str = ""
    """Of the original made last: its own field comes right behind."""

    def part(
        self,
        model: type[Part],
        place: str,
        fate: Fate,
        /,
        *,
        is_linked: bool = True,
        seen: Fate | None = None,
        **given: Any,
    ) -> dict[str, Any]:
        """The fields of ``model``; ``given`` ones as they are, and left out when None.

        ``fate`` is that of its shown fields, ``seen`` that of its pictures and sounds.
        """
        values: dict[str, Any] = {}
        for key, shape in shapes_of(model).items():
            if key in given:
                value = given[key]
            elif not is_linked and not shape.is_required and shape.shape.form is Form.REFERENCE:
                value = None
            elif shape.shape.form is Form.PATH:
                value = self._original(model, f"{place}.{key}", fate if seen is None else seen)
            else:
                own = fate if shape.is_shown else DARK
                inner = own if seen is None else seen & own
                value = self._value(shape.shape, model, f"{place}.{key}", own, inner, key)
            if value is not None:
                values[key] = value
        return values

    def _value(
        self, shape: Shape, model: type[Part], place: str, fate: Fate, seen: Fate, key: str
    ) -> Any:
        if key == "course":
            return COURSE
        plain: dict[Form, Callable[[], Any]] = {
            Form.TEXT: lambda: self.text(place, fate),
            Form.WHEN: lambda: {"spoken": self.text(place, fate), "edtf": "1758"},
            Form.DAY: lambda: self.ledger.day(place, is_past=key in PAST_DAYS),
            Form.SECONDS: lambda: SECONDS.get(key),
            Form.NUMBER: lambda: "0.25",
            Form.WHOLE: lambda: WHOLE,
            Form.YES_NO: lambda: "yes",
            Form.DIGEST: lambda: self._digest(place),
        }
        if shape.form in plain:
            return plain[shape.form]()
        if shape.form is Form.TERM:
            assert shape.term is not None
            return next(iter(shape.term)).value
        if shape.form is Form.REFERENCE:
            return self._target(model, key, "open")
        if shape.form is Form.PART:
            assert shape.model is not None
            return self.part(shape.model, place, fate, seen=seen)
        assert shape.inner is not None
        if shape.form is Form.MAP:
            return {self.text(place, fate): self._target(model, key, "open")}
        return self._list(shape.inner, model, place, fate, seen, key)

    def _list(
        self, inner: Shape, model: type[Part], place: str, fate: Fate, seen: Fate, key: str
    ) -> list[Any]:
        if inner.form is Form.REFERENCE:
            return [self._target(model, key, "open"), self._target(model, key, "closed")]
        items = [self._value(inner, model, place, fate, seen, key)]
        if inner.form is Form.PART and fate:
            assert inner.model is not None
            items.append(self.part(inner.model, place, fate, is_linked=False, seen=seen))
        return items

    def _target(self, model: type[Part], key: str, variant: str) -> str | None:
        kind = allowed_kinds(model, key)[0]
        return self.targets.get((kind, variant))

    def text(self, place: str, fate: Fate) -> str:
        """A phrase; in an open text also a withheld one, and a name that must not be read."""
        if not fate:
            return self.ledger.phrase(place)
        withheld = self.ledger.phrase(f"{place} [withheld mark]")
        return f"{self.ledger.phrase(place, fate)}【不公开：{withheld}】{self.hidden_name}"

    def _digest(self, place: str) -> str:
        self.ledger.digest(place, self._sha256)
        return self._sha256

    def _original(self, model: type[Part], place: str, seen: Fate) -> str:
        if issubclass(model, Recording | Sound):
            tone = self.ledger.tone(f"{place} [sound]", seen)
            return self.sound(place, ((tone, 0.5, 2.5),), seconds=3, ending=".wav")
        pattern = self.ledger.blocks(f"{place} [picture]", seen)
        if issubclass(model, Page):
            return self._scan(place, pattern)
        return self.picture(place, {pattern: MIDDLE}, is_png=pattern % 5 == 0)

    def _scan(self, place: str, pattern: int) -> str:
        """An original with several pages, of which the record names one: `page`."""
        name = self._name(place, ".pdf")
        first = draw_picture({self.ledger.blocks(f"{place} [another page]", DARK): MIDDLE})
        others = [draw_picture({})] * (int(WHOLE) - 2)
        sheets = [first, *others, draw_picture({pattern: MIDDLE})]
        write_pdf(self.media / name, sheets, self.ledger, place)
        return self._made(name)

    def picture(self, place: str, patterns: Mapping[int, Box], *, is_png: bool = False) -> str:
        """An original picture with these patterns; its name and its inside are planted."""
        name = self._name(place, ".png" if is_png else ".jpg")
        write = write_png if is_png else write_jpeg
        write(self.media / name, draw_picture(patterns), self.ledger, place)
        self.box_of |= {str(n): box for n, box in patterns.items() if box != MIDDLE}
        return self._made(name)

    def sound(
        self,
        place: str,
        tones: tuple[tuple[float, float, float], ...],
        *,
        seconds: float,
        ending: str,
    ) -> str:
        """An original recording with these tones."""
        name = self._name(place, ending)
        write_sound(
            self.media / name, tones, self.ledger, place, seconds=seconds, scratch=self.scratch
        )
        return self._made(name)

    def _name(self, place: str, ending: str) -> str:
        return f"原件/{self.ledger.phrase(f'{place} [file name]')}{ending}"

    def _made(self, name: str) -> str:
        self._sha256 = hashlib.sha256((self.media / name).read_bytes()).hexdigest()
        return name
