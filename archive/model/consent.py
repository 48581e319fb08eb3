"""Consent 授权, and the one question asked of it: may this be shown, here, today?"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from archive.model.fields import Digest, Hidden, Line, Part, Prose, Reference
from archive.model.kinds import Kind, RecordId
from archive.model.records import Record
from archive.model.terms import Answer, Capacity, Channel, NameKind, Subject, Use
from archive.values import dataclass

FOR_GOOD = date.max
"""What 永久 stands for."""


def _until(value: object) -> object:
    return FOR_GOOD if value in ("永久", "permanent") else value


class UseAnswer(Part):
    """The answer to one use. Nothing is allowed that was not asked for by itself."""

    use: Annotated[Use, Hidden("Use")]
    """存档, 馆内屏, 网站, 微信, 印刷, 教学研究, 移交档案馆 or AI处理."""
    answer: Annotated[Answer, Hidden("Answer")]
    """Given, limited or refused."""
    only: Annotated[tuple[Subject, ...], Hidden("Limited to")] = ()
    """For a limited answer: what alone is allowed."""
    until: Annotated[date | None, Hidden("Until")] = None
    """Last day of this use, when earlier than the consent's own."""
    withdrawn_on: Annotated[date | None, Hidden("Withdrawn on")] = None
    """From this day on it no longer holds."""


class SubjectAnswer(Part):
    """The answer about voice, portrait, name, words or pictures of things."""

    subject: Annotated[Subject, Hidden("Subject")]
    """声音, 肖像, 姓名, 文字 or 实物照片."""
    answer: Annotated[Answer, Hidden("Answer")]
    """Given or refused."""


class SealedSpan(Part):
    """不公开段落: a stretch of an interview that must not be published."""

    interview: Annotated[Reference, Hidden("Interview")]
    """Which interview."""
    start: Annotated[float, Hidden("Start")]
    """Seconds from the beginning."""
    end: Annotated[float, Hidden("End")]
    """Seconds from the beginning, after ``start``."""
    reason: Annotated[Line | None, Hidden("Reason for withholding")] = None
    """Why."""


class Consent(Record):
    """What a named person allowed. Private in every channel."""

    kind: ClassVar[Kind] = Kind.CONSENT
    title_field: ClassVar[str] = "accession"

    accession: Annotated[Line, Hidden("Number")]
    """编号."""
    grantor: Annotated[Reference, Hidden("Grantor")]
    """授权人: who signs."""
    capacity: Annotated[Capacity, Hidden("Capacity")]
    """As what they sign: in person, as guardian, next of kin or copyright holder."""
    on_behalf_of: Annotated[Reference | None, Hidden("On behalf of")] = None
    """For whom a guardian or next of kin signs."""
    covers: Annotated[tuple[Reference, ...], Hidden("Records covered"), Field(min_length=1)]
    """The records it is about; the person's own record is named too, if it is meant."""
    uses: Annotated[tuple[UseAnswer, ...], Hidden("Uses"), Field(min_length=1)]
    """One entry a use."""
    subjects: Annotated[tuple[SubjectAnswer, ...], Hidden("Subjects"), Field(min_length=1)]
    """One entry a subject; what is not named is refused."""
    attribution: Annotated[NameKind, Hidden("Attribution")]
    """署名方式: real name, pseudonym or anonymous."""
    valid_until: Annotated[date, BeforeValidator(_until), Hidden("Valid until")]
    """期限: last day, or 永久 for a consent that was given for good."""
    sealed_until: Annotated[date | None, Hidden("Sealed until")] = None
    """封存至: nothing is published before this day."""
    sealed_spans: Annotated[tuple[SealedSpan, ...], Hidden("Sealed passages")] = ()
    """不公开段落."""
    informed_on: Annotated[date | None, Hidden("Informed on")] = None
    """告知日期."""
    signed_on: Annotated[date, Hidden("Signed on")]
    """签署日期; it holds from this day."""
    withdrawn_on: Annotated[date | None, Hidden("Withdrawn on")] = None
    """Withdrawn altogether from this day."""
    witness: Annotated[Line | None, Hidden("Witness")] = None
    """见证人."""
    form: Annotated[PurePosixPath | None, Hidden("Signed form")] = None
    """Scan of the signed form below ``media/``; never published."""
    form_sha256: Annotated[Digest | None, Hidden("SHA-256 of the form")] = None
    """Checksum of the signed form."""
    after_death: Annotated[Prose | None, Hidden("After death")] = None
    """身后安排."""

    @property
    def person(self) -> RecordId:
        """Whose consent it is: the one it is signed for, or the one who signs.

        Only a guardian or next of kin signs for another; whoever says otherwise signs for
        themselves alone.
        """
        if self.capacity in (Capacity.GUARDIAN, Capacity.KIN):
            return self.on_behalf_of or self.grantor
        return self.grantor


USE_OF = {
    Channel.WEB: Use.WEB,
    Channel.KIOSK: Use.MUSEUM_SCREEN,
    Channel.PRINT: Use.PRINT,
    Channel.DEPOSIT: Use.DEPOSIT,
}


OPENNESS = {NameKind.ANONYMOUS: 0, NameKind.PSEUDONYM: 1, NameKind.REAL: 2}
"""How much a name tells."""


class Reason(StrEnum):
    """Why something may not be shown, told to the worker and to nobody else."""

    CLOSED = "closed"
    LISTED = "listed"
    EMBARGO = "embargo"
    NO_CONSENT = "no-consent"
    NOT_YET_SIGNED = "not-yet-signed"
    NOT_ASKED = "not-asked"
    REFUSED = "refused"
    SUBJECT_REFUSED = "subject-refused"
    LIMITED = "limited"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SEALED = "sealed"
    SEALED_SPAN = "sealed-span"
    MARKED = "marked"
    CHAPTER_CLOSED = "chapter-closed"
    NOT_CLEARED = "not-cleared"
    UNKNOWN_SPEAKER = "unknown-speaker"
    PROTECTED_NAME = "protected-name"
    SECRECY = "secrecy"
    NO_SHOWN_SOURCE = "no-shown-source"
    NARRATOR_NOT_SHOWN = "narrator-not-shown"
    PLACE_KEPT_BACK = "place-kept-back"
    HOUSEHOLD_KEPT_BACK = "household-kept-back"


@dataclass(frozen=True, slots=True)
class Decision:
    """May it be shown? When not, why not, and by which consent."""

    reason: Reason | None = None
    consent: Consent | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether it may be shown."""
        return self.reason is None


def decide(
    consents: Iterable[Consent],
    *,
    record: RecordId,
    subject: Subject,
    channel: Channel,
    on: date,
) -> Decision:
    """May ``subject`` of one person be shown from ``record`` in ``channel`` on the day ``on``?

    ``consents`` are those of that one person. Of the consents that cover the record and answer
    the use, the one signed last decides: a later paper replaces an earlier one; of papers signed
    on one day each must allow it, and the one that gives the least of the name is the one told.
    Whatever is not clearly allowed is denied.
    """
    covering = [c for c in consents if record in c.covers]
    if not covering:
        return Decision(Reason.NO_CONSENT)
    if len(covering) > 1:
        covering.sort(key=lambda c: (c.signed_on, c.id))
    signed = [c for c in covering if c.signed_on <= on]
    if not signed:
        return Decision(Reason.NOT_YET_SIGNED, covering[0])
    use = USE_OF[channel]
    answering = [c for c in signed if use in [answer.use for answer in c.uses]]
    if not answering:
        return Decision(Reason.NOT_ASKED, signed[-1])
    deciding = [c for c in answering if c.signed_on == answering[-1].signed_on]
    for consent in deciding:
        reason = _refusal(consent, use=use, subject=subject, on=on)
        if reason is not None:
            return Decision(reason, consent)
    return Decision(None, min(deciding, key=lambda c: OPENNESS[c.attribution]))


def _refusal(consent: Consent, *, use: Use, subject: Subject, on: date) -> Reason | None:
    answers = [a for a in consent.uses if a.use is use]
    withdrawn = [consent.withdrawn_on, *[a.withdrawn_on for a in answers]]
    if [day for day in withdrawn if day is not None and day <= on]:
        return Reason.WITHDRAWN
    given = [a.answer for a in answers]
    if Answer.REFUSED in given:
        return Reason.REFUSED
    if on > min([consent.valid_until, *[a.until for a in answers if a.until]]):
        return Reason.EXPIRED
    if consent.sealed_until is not None and on < consent.sealed_until:
        return Reason.SEALED
    if any(a.answer is Answer.LIMITED and subject not in a.only for a in answers):
        return Reason.LIMITED
    asked = [s.answer for s in consent.subjects if s.subject is subject]
    if not asked or any(answer is not Answer.GIVEN for answer in asked):
        return Reason.SUBJECT_REFUSED
    return None
