"""What stands in a field that must be there when a table does not say it: honest words, never an
invention."""

from __future__ import annotations

from collections.abc import Mapping

from archive.ingest.front_matter import Value
from archive.ingest.shapes import FieldShape, Form
from archive.model.terms import (
    Access,
    NameKind,
    PlaceType,
    Secrecy,
    Term,
    TranscriptState,
)

NOT_SAID = "不详（由表格导入）"
_TERMS: Mapping[type[Term], Term] = {
    Access: Access.CLOSED,
    Secrecy: Secrecy.INTERNAL,
    NameKind: NameKind.REAL,
    PlaceType: PlaceType.OTHER,
    TranscriptState: TranscriptState.MACHINE,
}
"""The member that promises least."""


def honest_words(field: FieldShape) -> Value:
    """What is put into ``field`` where nothing is said of it; None where nothing can be."""
    shape = field.shape
    match shape.form:
        case Form.TEXT:
            return NOT_SAID
        case Form.WHEN:
            return {"spoken": "不详"}
        case Form.TERM if shape.term is not None:
            unknown = getattr(shape.term, "UNKNOWN", None)
            member = _TERMS.get(shape.term, unknown)
            return member.zh if isinstance(member, Term) else None
        case Form.LIST if shape.inner is not None and shape.inner.form is Form.TEXT:
            return [NOT_SAID]
    return None
