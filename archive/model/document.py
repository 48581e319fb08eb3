"""Document 村落文献."""

from pathlib import PurePosixPath
from typing import Annotated, ClassVar

from pydantic import Field

from archive.model.dates import When
from archive.model.fields import Digest, Hidden, Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.records import Record
from archive.model.scan import ScanLine
from archive.model.terms import Access, DocumentType, PageText, Retention, Secrecy


class Page(Part):
    """One page: its scan and its text."""

    file: Annotated[PurePosixPath, Hidden("File")]
    """Scan of the page, a path below ``media/``."""
    page: Annotated[int | None, Hidden("Page of the file"), Field(gt=0)] = None
    """Which page of it, when the file is a PDF or TIFF with several; counted from 1."""
    label: Annotated[Line | None, Shown("Page label")] = None
    """封面, 第一页 …; counted when empty."""
    text: Annotated[Prose | None, Shown("Text")] = None
    """The words of the page."""
    text_from: Annotated[PageText, Shown("Text is")] = PageText.TYPED
    """Typed by hand or read by machine."""
    access: Annotated[Access, Hidden("Access")] = Access.OPEN
    """Whether this page may be seen."""
    file_says: Annotated[Line | None, Hidden("Said by the file")] = None
    """When and with what it was made, as the file says of itself."""
    sha256: Annotated[Digest | None, Hidden("SHA-256")] = None
    """Checksum of the scan; the manifest in ``media/`` serves when this is empty."""
    scan: Annotated[tuple[ScanLine, ...], Hidden("Lines on the scan")] = ()
    """What was read on the scan, and where it stands; from the file beside the record."""

    @property
    def scan_name(self) -> PurePosixPath:
        """What tells this page's scan from all others of the document: the file, and ``#2`` for
        the second page of one with several."""
        return self.file if self.page is None else PurePosixPath(f"{self.file}#{self.page}")


class Document(Record):
    """A paper of the village, page by page."""

    kind: ClassVar[Kind] = Kind.DOCUMENT

    accession: Annotated[Line, Shown("Accession number")]
    """档号."""
    title: Annotated[Line, Shown("Title", fact=False)]
    """题名."""
    document_type: Annotated[DocumentType, Shown("Type")]
    """类型."""
    responsible: Annotated[tuple[Line, ...], Shown("By")] = ()
    """责任者, in words."""
    when: Annotated[When, Shown("When")]
    """日期."""
    extent: Annotated[int | None, Shown("Number of pages"), Field(gt=0)] = None
    """页数 of the original, when more than is scanned."""
    secrecy: Annotated[Secrecy, Hidden("Secrecy")]
    """密级: only what is public can be published."""
    retention: Annotated[Retention, Hidden("Retention period")] = Retention.PERMANENT
    """保管期限."""
    personal_information: Annotated[tuple[Line, ...], Hidden("Personal information in it")]
    """含个人信息类型: what it holds about people; an empty list says none."""
    public_scope: Annotated[Access, Hidden("Public scope")]
    """公开范围."""
    provider: Annotated[Reference | None, Shown("Provided by")] = None
    """Who gave or lent it; their consent covers it."""
    people: Annotated[tuple[Reference, ...], Shown("People", fact=False)] = ()
    """People it concerns."""
    summary: Annotated[Prose | None, Shown("Summary", fact=False)] = None
    """What it is about."""
    pages: Annotated[tuple[Page, ...], Shown("Pages", fact=False)] = ()
    """Its pages in order."""
