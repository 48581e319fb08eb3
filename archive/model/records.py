"""What every record has."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from archive.model.fields import Hidden, Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind, RecordId
from archive.model.terms import Access


class Record(Part):
    """One described thing: one Markdown file below ``content/``."""

    kind: ClassVar[Kind]
    title_field: ClassVar[str] = "title"
    number_field: ClassVar[str] = "accession"

    id: Annotated[RecordId, Shown("Id", fact=False)]
    """Kind and file name; never typed, and never changed once published."""
    access: Annotated[Access, Hidden("Access")]
    """开放等级: open, title only, or closed. Consent is asked beside this, never instead of it."""
    embargo_until: Annotated[date | None, Hidden("Sealed until")] = None
    """封存至: nothing of the record is published before this day."""
    themes: Annotated[tuple[Line, ...], Shown("Themes")] = ()
    """主题词."""
    related: Annotated[tuple[Reference, ...], Shown("Related", fact=False)] = ()
    """Other records that belong with this one."""
    former_ids: Annotated[tuple[Reference, ...], Shown("Former ids", fact=False)] = ()
    """Ids it was published under before; old addresses lead here."""
    note: Annotated[Prose | None, Hidden("Private note")] = None
    """附注: for those who work on the archive; never published."""
    body: Annotated[str, Shown("Text", fact=False)] = ""
    """The Markdown below the front matter."""

    @property
    def heading(self) -> str:
        """The name people know it by."""
        return str(getattr(self, self.title_field))

    @property
    def number(self) -> str | None:
        """The archive's own number, 档号 or 总登记号, if it has one."""
        value = getattr(self, self.number_field, None)
        return value and str(value)


def records_by_folder(records: Mapping[RecordId, Record]) -> Mapping[str, tuple[Record, ...]]:
    """The records of each kind, by the name of its folder, in the order of their ids."""
    found: dict[str, list[Record]] = {}
    for record_id in sorted(records):
        found.setdefault(record_id.partition("/")[0], []).append(records[record_id])
    return {folder: tuple(group) for folder, group in found.items()}
