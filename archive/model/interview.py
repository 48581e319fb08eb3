"""Interview 口述史料, described with reference to DA/T 59-2017."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from archive.model.dates import When
from archive.model.fields import Hidden, Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Picture, Recording
from archive.model.records import Record
from archive.model.terms import Access, Retention, TimesState, TranscriptState, Witness


class Narrator(Part):
    """口述者: who tells, and how they know."""

    person: Annotated[Reference | None, Shown("Person")] = None
    """The narrator's own record. Published only where consent gives the name."""
    name: Annotated[Line | None, Hidden("Name")] = None
    """Only for a narrator who has no record of their own."""
    witness: Annotated[tuple[Witness, ...], Shown("Basis")] = ()
    """见证类别: lived it, saw it, heard it told."""


class Chapter(Part):
    """One entry of the contents: a stretch of the recording with a title and a synopsis."""

    start: Annotated[float, Shown("Start")] = 0.0
    """Seconds from the beginning."""
    end: Annotated[float | None, Shown("End")] = None
    """Seconds from the beginning; up to the next chapter when empty."""
    title: Annotated[Line, Shown("Title")]
    """小标题."""
    synopsis: Annotated[Prose | None, Shown("Synopsis")] = None
    """摘要 of this stretch."""
    keywords: Annotated[tuple[Line, ...], Shown("Keywords")] = ()
    """关键词."""
    mentions: Annotated[tuple[Reference, ...], Shown("Mentions")] = ()
    """People, places, objects and events spoken of here."""
    access: Annotated[Access, Hidden("Access")] = Access.OPEN
    """开放等级 of this stretch alone."""
    cleared: Annotated[tuple[Line, ...], Hidden("Cleared")] = ()
    """Codes of what is withheld in this stretch: somebody has seen that title, synopsis and
    keywords tell nothing of it. They are blank where anything else is withheld. Written by
    ``pintu clear``."""
    reason: Annotated[Line | None, Hidden("Reason for withholding")] = None
    """遮蔽原因."""


class NarratorCheck(Part):
    """口述者核对: the words were gone through with the narrator, and what came of it."""

    on: Annotated[date, Hidden("Checked on")]
    """核对日期."""
    by: Annotated[Line, Hidden("Checked by")]
    """核对人: whose answer it is, by name."""
    words: Annotated[Line, Hidden("SHA-256 of the words")]
    """Digest of the words as they were agreed to: it shows when they are changed afterwards."""
    amended: Annotated[tuple[int, ...], Hidden("Segments amended")] = ()
    """Numbers of the segments that were changed at the narrator's wish."""
    withheld: Annotated[tuple[int, ...], Hidden("Segments withheld")] = ()
    """Numbers of the segments that were marked as withheld with this check."""
    before: Annotated[Line | None, Hidden("State before")] = None
    """核对状态 before the check, as it was written; taking the check back restores it."""


class Interview(Record):
    """One telling: who told it to whom, when and where, its sound and its words."""

    kind: ClassVar[Kind] = Kind.INTERVIEW

    accession: Annotated[Line, Shown("Accession number")]
    """档号."""
    title: Annotated[Line, Shown("Title", fact=False)]
    """题名: best the narrator's own words."""
    narrators: Annotated[tuple[Narrator, ...], Shown("Narrators", fact=False), Field(min_length=1)]
    """口述者, one or more."""
    collectors: Annotated[tuple[Line, ...], Shown("Interviewers", fact=False), Field(min_length=1)]
    """采集者: who asked and recorded; they are credited by name for their work."""
    institution: Annotated[Line, Shown("Institution")]
    """采集单位."""
    recorded_on: Annotated[When, Shown("Recorded on")]
    """采集日期."""
    recorded_at: Annotated[Line, Shown("Recorded at")]
    """地点: as much as may be known; never a present address."""
    present: Annotated[tuple[Reference, ...], Shown("Also present", fact=False)] = ()
    """在场人 with a record of their own."""
    speakers: Annotated[
        dict[str, Reference], Hidden("Speakers in the transcript"), Field(default_factory=dict)
    ]
    """Which person a name in the transcript means, where the name alone does not tell."""
    languages: Annotated[tuple[Line, ...], Shown("Language or dialect"), Field(min_length=1)]
    """语言/方言, in words."""
    language_tag: Annotated[Line, Shown("Language tag", fact=False)] = "zh-Hans"
    """BCP 47 tag of what is spoken, such as ``wuu`` or ``cmn``."""
    recording: Annotated[Recording | None, Shown("Recording", fact=False)] = None
    """The original sound or film, when there is one."""
    period: Annotated[When | None, Shown("Told about")] = None
    """The years that are told about."""
    summary: Annotated[Prose, Shown("Summary", fact=False)]
    """摘要."""
    contents: Annotated[tuple[Chapter, ...], Shown("Contents", fact=False)] = ()
    """目录: chapters in the order of time."""
    mentions: Annotated[tuple[Reference, ...], Shown("Mentions", fact=False)] = ()
    """讲到的: people, places, objects and events spoken of."""
    quote: Annotated[Line | None, Shown("Quotation", fact=False)] = None
    """A sentence of the telling that may stand on the home page."""
    quote_start: Annotated[float | None, Shown("Quotation starts", fact=False)] = None
    """Where it is said, in seconds."""
    quote_end: Annotated[float | None, Shown("Quotation ends", fact=False)] = None
    """Where it ends, in seconds."""
    pictures: Annotated[tuple[Picture, ...], Shown("Pictures", fact=False)] = ()
    """Pictures taken at the interview."""
    method: Annotated[Line | None, Shown("Method")] = None
    """采集方式."""
    equipment: Annotated[Line | None, Hidden("Equipment")] = None
    """设备."""
    cleared: Annotated[tuple[Line, ...], Hidden("Cleared")] = ()
    """Codes of what is withheld of this telling: somebody has seen that summary, years, mentions
    and the text below tell nothing of it. They are blank where anything else is withheld. Written
    by ``pintu clear``."""
    consents: Annotated[tuple[Reference, ...], Hidden("Consents"), Field(min_length=1)]
    """授权书编号: the consents that cover it."""
    retention: Annotated[Retention, Hidden("Retention period")] = Retention.PERMANENT
    """保管期限."""
    editors: Annotated[tuple[Line, ...], Shown("Edited by", fact=False)] = ()
    """整理者."""
    reviewers: Annotated[tuple[Line, ...], Shown("Reviewed by")] = ()
    """审核者."""
    transcript_state: Annotated[TranscriptState, Shown("State of the transcript", fact=False)]
    """核对状态."""
    times: Annotated[TimesState, Shown("Times of the words", fact=False)] = TimesState.SET
    """时间: times that a machine suggested decide nothing about what is heard; a recording in
    which something must be silent is not published until somebody has set them."""
    check: Annotated[NarratorCheck | None, Hidden("Check by the narrator")] = None
    """口述者核对记录: written by ``pintu proof``."""
    transcription_style: Annotated[Line | None, Shown("Transcription style")] = None
    """转写体例."""
    voice_note: Annotated[Line | None, Shown("About the voice", fact=False)] = None
    """Said beside the player, such as that the voice is synthesised."""
