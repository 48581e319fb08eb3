"""Stops of exhibits in the projection: which may be seen.

A stop is there only where the record it stands before may be seen and, when it has a clip, where
that may be heard as its narrator's. Those that are left close ranks: nothing says that there were
others, for stops have no names and are numbered as they are shown.
"""

from collections.abc import Sequence
from typing import Protocol

from archive.model.archive import Archive
from archive.model.consent import Decision, Reason
from archive.model.exhibit import Exhibit, Stop
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.marks import parse_marks, plain_text
from archive.model.media import Clip
from archive.model.quoting import (
    ALLOWED,
    NOT_SHOWN,
    Secrets,
    decide_clip,
    quoted_in,
    secrets_of,
)
from archive.model.sealing import ProjectedFiles, Sealing
from archive.model.terms import Subject
from archive.values import dataclass


class ProjectStop(Protocol):
    """A stop with its texts masked and its references resolved; a reference that may not stand
    beside the narrator's name is None there."""

    def __call__(
        self, part: Stop, record: RecordId, sources: tuple[RecordId, ...], told: Secrets
    ) -> Stop: ...


def project_exhibits(
    archive: Archive, files: ProjectedFiles, sealing: Sealing, project: ProjectStop
) -> None:
    """Put into the projected exhibits the stops that may be seen."""
    for record_id, shown in files.records.items():
        exhibit = archive.records[record_id]
        if isinstance(exhibit, Exhibit) and record_id not in sealing.listed:
            stops = _Stops(archive, files, sealing, exhibit, project).project()
            files.records[record_id] = shown.model_copy(update={"stops": tuple(stops)})


@dataclass(frozen=True, slots=True)
class _Stops:
    """The stops of one exhibit."""

    archive: Archive
    files: ProjectedFiles
    sealing: Sealing
    exhibit: Exhibit
    project_stop: ProjectStop

    def project(self) -> Sequence[Stop]:
        """Those that may be seen, as they may be seen."""
        kept = []
        told = secrets_of(quoted_in(self.exhibit), self.archive, self.sealing.spoken)
        for number, stop in enumerate(self.exhibit.stops, 1):
            decision = self._decide(stop)
            if decision.is_allowed:
                # Its narrator may be known in all that it leads to.
                heard = (stop.clip.interview,) if stop.clip else ()
                sources = (self.exhibit.narrator, stop.record, *heard)
                shown = self.project_stop(stop, self.exhibit.id, sources, told)
                decision = _decide_shown(stop, shown)
            if decision.is_allowed:
                kept.append(shown)
            else:
                self.sealing.withhold(
                    self.exhibit.id,
                    "stop",
                    decision,
                    person=self.exhibit.narrator,
                    detail=str(number),
                )
        return kept

    def _decide(self, stop: Stop) -> Decision:
        if stop.record not in self.files.records or stop.record in self.sealing.listed:
            return NOT_SHOWN
        if kind_of(stop.record) is Kind.PHOTO and not self.files.pictures.get(stop.record):
            return NOT_SHOWN
        return self._clip(stop.clip) if stop.clip is not None else ALLOWED

    def _clip(self, clip: Clip) -> Decision:
        """Whether it may be heard, and known to be the narrator's."""
        interview = self.archive.records.get(clip.interview)
        told = self.files.tellings.get(clip.interview)
        if told is None or not isinstance(interview, Interview):
            return NOT_SHOWN
        narrator = self.exhibit.narrator
        for subject in (Subject.NAME, Subject.TEXT):
            decision = self.sealing.decide(narrator, clip.interview, subject)
            if not decision.is_allowed:
                return decision
        if interview.recording is not None and told.voice is None and told.film is None:
            return NOT_SHOWN
        return decide_clip(clip, self.archive, self.sealing.spoken)


def _decide_shown(stop: Stop, shown: Stop) -> Decision:
    """Whether its words are left, and nothing of it stands apart from its narrator."""
    words, _ = parse_marks(stop.wording)
    if not shown.wording or not plain_text(words).strip():
        return Decision(Reason.MARKED)
    is_apart = not shown.record or (stop.clip is not None and shown.clip is None)
    return Decision(Reason.SUBJECT_REFUSED) if is_apart else ALLOWED
