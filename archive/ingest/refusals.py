"""What the model refuses, in the words of a problem: pydantic's findings become codes and facts."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from archive.ingest.shapes import FieldShape, Form
from archive.ingest.slugs import slug_for

_BOUNDS = {
    "greater_than": ("大于", "greater than"),
    "greater_than_equal": ("不小于", "at least"),
    "less_than": ("小于", "less than"),
    "less_than_equal": ("不大于", "at most"),
}
_LONGEST = 40


def refusal(details: ErrorDetails, field: FieldShape) -> tuple[str, dict[str, str]]:
    """The code of one finding and the facts of its sentence; the caller names the field."""
    kind, context = details["type"], details.get("ctx", {})
    seen = short(str(details["input"]))
    if kind in ("missing", "too_short", "string_too_short"):
        return "field-missing", {"key": field.key, **expected_terms(field)}
    if kind == "string_too_long":
        length = str(len(str(details["input"])))
        return "field-too-long", {"seen": length, "limit": str(context["max_length"])}
    if kind == "string_pattern_mismatch":
        if field.shape.form is Form.DIGEST:
            return "digest-malformed", {}
        if field.key == "course":
            return "course-malformed", {"seen": seen}
        return "key-malformed", {"seen": seen, "expected": slug_for(str(details["input"]))[:40]}
    if kind in ("float_parsing", "int_parsing", "int_from_float", "finite_number"):
        example = "12" if field.shape.form is Form.WHOLE else "0.5"
        return "number-malformed", {"seen": seen, "expected": example}
    if kind in _BOUNDS:
        zh, en = _BOUNDS[kind]
        bound = str(next(iter(context.values())))
        facts = {"expected_zh": f"{zh} {bound}", "expected_en": f"{en} {bound}"}
        return "number-range", {"seen": seen, **facts}
    return "value-wrong", {"seen": seen, "reason": details["msg"]}


def expected_terms(field: FieldShape) -> dict[str, str]:
    """What a missing field takes, where a list of terms says it."""
    shape = field.shape.inner or field.shape
    if shape.term is None:
        return {"expected_zh": "", "expected_en": ""}
    return {
        "expected_zh": "可以写：" + "、".join(member.zh for member in shape.term) + "。",
        "expected_en": "Choose from: " + ", ".join(member.value for member in shape.term) + ".",
    }


def short(text: str) -> str:
    """As much of ``text`` as a sentence can quote."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
