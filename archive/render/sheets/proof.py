"""The sheet on which a narrator goes through their words: 核对稿. Private: it holds everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from archive.model.archive import Archive
from archive.model.checked_words import short_code
from archive.model.consent import Consent, Reason
from archive.model.dates import format_when, parse_edtf
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.site import Site
from archive.model.spoken import chapter_ends
from archive.model.terms import Access, NameKind, Subject, Use
from archive.model.transcript import Role, Segment, Transcript
from archive.render.catalogue import translator
from archive.render.measures import format_clock
from archive.render.press.runs import archival_runs
from archive.render.press.typesetter import Content
from archive.values import dataclass

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """What a sheet is made from."""

    interview: Interview
    transcript: Transcript
    """The words as they are kept, speakers resolved."""
    archive: Archive
    site: Site
    digest: str
    """Of the words, as `digest_words` gives it."""
    on: date

    @property
    def language(self) -> str:
        """The language of all that is not somebody's own words."""
        return self.site.languages[0]

    def content(self) -> Content:
        """Everything on the sheet, as the template ``proof.typ`` reads it."""
        interview, say = self.interview, translator(self.language)
        told = format_when(interview.recorded_on, language=self.language)
        return {
            "language": self.language,
            "labels": _labels(say),
            "title": interview.title,
            "number": interview.accession,
            "code": short_code(self.digest),
            "keeper": self.site.institution or self.site.title,
            "facts": [
                [say("Narrator"), "、".join(self._narrators())],
                [say("Interviewers"), "、".join(interview.collectors)],
                [say("Recorded on"), told],
                [say("Recorded at"), interview.recorded_at],
                [say("Printed on"), self._day()],
            ],
            "groups": [*self._groups()],
            "people": [self._consent(person) for person in self._asked()],
        }

    def _day(self) -> str:
        return format_when(parse_edtf(self.on.isoformat()), language=self.language)

    def _narrators(self) -> Iterator[str]:
        """By the name that the worker knows them by: nobody else sees the sheet."""
        for narrator in self.interview.narrators:
            known = self.archive.people.get(narrator.person) if narrator.person else None
            yield known.name if known else narrator.name or ""

    # The words

    def _groups(self) -> Iterator[Row]:
        """Segments below the heading of their chapter."""
        chapters = [one for one, _ in chapter_ends(self.interview.contents)]
        waiting = chapters if self.transcript.is_timed else []
        title, rows = "", list[Row]()
        for number, segment in enumerate(self.transcript.segments, 1):
            while waiting and (segment.start or 0.0) >= waiting[0].start - 0.5:
                if rows:
                    yield {"title": title, "rows": rows}
                title, rows, waiting = waiting[0].title, [], waiting[1:]
            rows.append(self._row(number, segment))
        yield {"title": title, "rows": rows}

    def _row(self, number: int, segment: Segment) -> Row:
        roles = {speaker.role for speaker in segment.speakers}
        return {
            "number": str(number),
            "clock": "" if segment.start is None else format_clock(segment.start),
            "who": "、".join(speaker.label for speaker in segment.speakers),
            "asks": roles <= {Role.INTERVIEWER},
            "runs": archival_runs(segment.spans),
            "mandarin": archival_runs(segment.mandarin),
            "sealed": self._sealed(segment),
        }

    def _sealed(self, segment: Segment) -> str:
        """Why the whole segment stays unpublished, though nothing in it is marked."""
        say = translator(self.language)
        for start, end, reason in self._sealed_spans():
            begins, ends = segment.start, segment.end
            if begins is None or ends is None or (begins < end and ends > start):
                by_consent = reason is Reason.SEALED_SPAN
                return say("sealed by the consent") if by_consent else say("the chapter is closed")
        return ""

    def _sealed_spans(self) -> Iterator[tuple[float, float, Reason]]:
        for span in self.archive.sealed_spans_of.get(self.interview.id, ()):
            yield span.start, span.end, Reason.SEALED_SPAN
        for chapter, end in chapter_ends(self.interview.contents):
            if chapter.access is not Access.OPEN:
                yield chapter.start, float("inf") if end is None else end, Reason.CHAPTER_CLOSED

    # Consent

    def _asked(self) -> Sequence[RecordId | None]:
        """The narrators who sign, each on a page of their own; None for one without a record."""
        return [narrator.person for narrator in self.interview.narrators]

    def _consent(self, person: RecordId | None) -> Row:
        known = self.archive.people.get(person) if person else None
        paper = self._paper(person)
        return {
            "name": known.name if known else "",
            "paper": paper.accession if paper else "",
            "uses": [
                [use.name_in(self.language), _use_before(paper, use, self.language)] for use in Use
            ],
            "subjects": [
                [one.name_in(self.language), _subject_before(paper, one, self.language)]
                for one in Subject
            ],
            "names": [kind.name_in(self.language) for kind in NameKind],
        }

    def _paper(self, person: RecordId | None) -> Consent | None:
        """The consent signed last that covers the interview."""
        papers = self.archive.consents_of.get(person, ()) if person else ()
        covering = [paper for paper in papers if self.interview.id in paper.covers]
        return max(covering, key=lambda paper: (paper.signed_on, paper.id), default=None)


def _use_before(paper: Consent | None, use: Use, language: str) -> str:
    answers = [one.answer for one in paper.uses if one.use is use] if paper else []
    return answers[-1].name_in(language) if answers else ""


def _subject_before(paper: Consent | None, subject: Subject, language: str) -> str:
    answers = [one.answer for one in paper.subjects if one.subject is subject] if paper else []
    return answers[-1].name_in(language) if answers else ""


def _labels(say: Callable[..., str]) -> dict[str, str]:
    return {
        "sheet": say("Sheet for the narrator"),
        "private": say("For the narrator and the worker alone; not to be handed on."),
        "how": say("How to use this sheet"),
        "how_1": say("Read it, or have it read to you, a numbered piece at a time."),
        "how_2": say(
            "Tick one box for each: right, to be changed, or not to be published. Write changes on "
            "the line below."
        ),
        "how_3": say(
            "Words on a grey ground will not be published in any case. At the end say what may be "
            "done with it, and sign."
        ),
        "right": say("Right"),
        "change": say("To be changed"),
        "withhold": say("Not to be published"),
        "withheld": say("not published"),
        "shown_as": say("shown as"),
        "mandarin": say("In Mandarin"),
        "consent": say("What may be done with it"),
        "consent_of": say("Answered by"),
        "paper": say("Consent"),
        "use": say("Use"),
        "subject": say("What of it"),
        "yes": say("Agreed"),
        "no": say("Not agreed"),
        "before": say("Answer before"),
        "name": say("Under which name"),
        "name_shown": say("Name to be shown"),
        "sealed_until": say("Sealed until"),
        "wishes": say("Anything else"),
        "signature": say("Signature of the narrator"),
        "kin": say("Guardian or next of kin, where one signs"),
        "witness": say("Present at the check"),
        "worker": say("Worker"),
        "day": say("Day"),
        "version": say("Version of the words"),
        "number": say("Number"),
    }
