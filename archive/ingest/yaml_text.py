"""Values as a worker would write them in YAML: plain where it can be, quoted where it must be."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from archive.ingest.front_matter import Value

_PLAIN = re.compile(r"[\w，。、；！？…“”（）《》](?: ?[\w，。、；！？…“”（）《》·./-])*")
"""Text that YAML takes as it stands, within brackets too."""
_NOT_TEXT = frozenset({"yes", "no", "true", "false", "null", "on", "off", "~"})
ONE_LINE = 88
"""Characters of a list or mapping that still stands in one line."""


def plain_value(value: object) -> Value:
    """``value`` as it is read again from a file: numbers and days become text."""
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain_value(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def format_scalar(text: str | None) -> str:
    """A scalar in one line."""
    if text is None:
        return "null"
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)


def format_flow(value: Value) -> str:
    """A value in one line: ``[a, b]``, ``{a: b}``."""
    if isinstance(value, list):
        return f"[{', '.join(map(format_flow, value))}]"
    if isinstance(value, dict):
        pairs = (f"{format_scalar(key)}: {format_flow(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return format_scalar(value)


def format_fields(fields: Mapping[str, Value]) -> str:
    """Fields, each on lines of its own."""
    return _pairs(fields, 0, first="")


def format_after_key(value: Value, margin: int) -> str:
    """What stands behind ``key:`` when the key stands behind ``margin`` spaces."""
    if isinstance(value, dict) and value and _needs_lines(value.values(), value):
        return "\n" + _pairs(value, margin + 2, first=" " * (margin + 2))
    if isinstance(value, list) and value and _needs_lines(value, value):
        dash = " " * (margin + 2) + "-"
        return "".join(f"\n{dash}{format_after_dash(item, margin + 2)}" for item in value)
    return " " + _scalar_or_block(value, margin)


def format_after_dash(value: Value, margin: int) -> str:
    """What stands behind the dash of an item when the dash stands behind ``margin`` spaces."""
    if isinstance(value, dict) and value:
        return " " + _pairs(value, margin + 2, first="")
    if isinstance(value, list):
        return f" {format_flow(value)}"
    return " " + _scalar_or_block(value, margin)


def _needs_lines(items: Iterable[Value], whole: Value) -> bool:
    """Whether a list or mapping is too much for one line."""
    is_plain = all(isinstance(item, str | None) and "\n" not in (item or "") for item in items)
    return not is_plain or len(format_flow(whole)) > ONE_LINE


def _pairs(value: Mapping[str, Value], margin: int, *, first: str) -> str:
    rows = [f"{format_scalar(key)}:{format_after_key(one, margin)}" for key, one in value.items()]
    return first + f"\n{' ' * margin}".join(rows)


def _scalar_or_block(value: Value, margin: int) -> str:
    """Several lines as a block, where a block says the same to the letter."""
    if not isinstance(value, str | None):
        return format_flow(value)
    is_even = value is not None and re.fullmatch(r"\S[^\r]*[^\s]", value, re.DOTALL) is not None
    if value is None or "\n" not in value or not is_even:
        return format_scalar(value)
    rows = (f"{' ' * (margin + 2)}{row}" if row else "" for row in value.split("\n"))
    return "\n".join(["|-", *rows])
