"""What a field of a record is: its label, and whether it may ever leave the archive.

A field is private until it says otherwise: only a field marked ``Shown`` passes the projection.
"""

from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from archive.model.kinds import RecordId
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """Marks a field that may be published, under ``label`` (English; catalogues translate it)."""

    label: str
    fact: bool = True
    """Whether the page lists it among the facts; a title or summary has a place of its own."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Marks a private field that still has a label: in forms, spreadsheets and messages."""

    label: str


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Fraction = Annotated[float, Field(ge=0, le=1)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
"""The short name of a part within its record: of a slot, a piece, a spot."""


class Part(BaseModel):
    """A value inside a record. Frozen; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """One field as the tables see it."""

    name: str
    label: str
    is_shown: bool
    is_fact: bool
    is_required: bool
    annotation: Any


@cache
def fields_of(model: type[BaseModel]) -> tuple[FieldFacts, ...]:
    """The fields of ``model`` in the order they are written."""
    facts = []
    for name, info in model.model_fields.items():
        mark = next((m for m in info.metadata if isinstance(m, Shown | Hidden)), None)
        facts.append(
            FieldFacts(
                name=name,
                label=mark.label if mark else name,
                is_shown=isinstance(mark, Shown),
                is_fact=isinstance(mark, Shown) and mark.fact,
                is_required=info.is_required(),
                annotation=info.annotation,
            )
        )
    return tuple(facts)


Reference = Annotated[RecordId, Field(pattern=r"^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$")]
"""The id of another record."""
