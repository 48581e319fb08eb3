"""What other archives say of a telling, in our words: who, when, what else; and into drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.plain_texts import NOBODY, clean_line
from archive.ingest.importers.records import Names, brought_in
from archive.ingest.importers.tellings import Someone, Telling, telling_drafts
from archive.ingest.importers.western_dates import NO_DATE, DateRead, spoken_of
from archive.ingest.incoming import Draft, Whence
from archive.ingest.off_record import withhold_in_doubt, withhold_in_text
from archive.ingest.slugs import slug_for
from archive.ingest.voices import ANSWERING, ASKING, TOGETHER, UNHEARD
from archive.model.kinds import Kind, record_id
from archive.model.transcript import Transcript
from archive.values import dataclass

UNKNOWN = "不详"
WITHHELD = "【"
"""What a text begins with that is withheld, or has such a part."""
_NEVER_PUBLISHED = frozenset({"note", "recording", "language_tag"})
_NO_WORDS = Transcript(())


@dataclass(frozen=True, slots=True)
class Account:
    """One telling as a source describes it. Fields that it lacks are filled in honestly."""

    path: PurePosixPath
    """The file that it stands in, relative to what was given."""
    title: str
    told: tuple[str, ...] = ()
    """Narrators by name; empty where nothing names them."""
    asked: tuple[str, ...] = ()
    """Whoever asked, by name."""
    speakers: tuple[str, ...] = ()
    """Everybody who speaks, by the name that stands in the transcript."""
    transcript: Transcript = _NO_WORDS
    accession: str = ""
    """Its number there; empty where it has none."""
    when: DateRead = NO_DATE
    """When it was recorded."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """Further fields of the interview."""
    lives: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Further fields of people, by their names."""
    notes: str = ""
    """What is for the worker alone, in Markdown."""
    is_restricted: bool = False
    """Whether the source says that it is not for everybody."""

    @property
    def present(self) -> tuple[str, ...]:
        """Others who speak."""
        known = {*self.told, *self.asked}
        return tuple(dict.fromkeys(name for name in self.speakers if name not in known))

    @property
    def narrators(self) -> tuple[str, ...]:
        """Who tells: whoever is named, else everybody who speaks, else somebody unknown."""
        return self.told or self.present or (f"{UNKNOWN}（《{self.title[:60]}》的口述者）",)


def name_speakers(
    transcript: Transcript, told: Sequence[str], asked: Sequence[str]
) -> tuple[Transcript, tuple[str, ...]]:
    """``transcript`` with the full name in place of each label that fits only one of the names
    ``told`` and ``asked``, and everybody who speaks in it. Words that mean no one in particular
    are no one; those for whoever answers mean nobody known where several may."""
    labels = dict.fromkeys(s.label for segment in transcript.segments for s in segment.speakers)
    nobody = ASKING | ANSWERING | TOGETHER | UNHEARD | {""}
    found = {}
    for label in labels:
        fitting = [] if label in nobody else [n for n in (*told, *asked) if _stands_for(label, n)]
        found[label] = fitting[0] if len(fitting) == 1 else label
        if label in ANSWERING and len(told) != 1:
            found[label] = NOBODY
    segments = tuple(
        replace(segment, speakers=tuple(replace(s, label=found[s.label]) for s in segment.speakers))
        for segment in transcript.segments
    )
    names = (name for name in found.values() if name not in nobody)
    return Transcript(segments), tuple(dict.fromkeys(names))


def _stands_for(label: str, name: str) -> bool:
    """Whether ``label`` is made of words of ``name``, or of its initials."""
    own, parts = label.casefold().split(), name.casefold().split()
    initials = "".join(part[0] for part in parts)
    return set(own) <= set(parts) or label.casefold() in (initials, initials[:1] + initials[-1:])


def withhold_doubtful(account: Account) -> tuple[Account, tuple[Problem, ...]]:
    """``account`` with its title as it may stand in a field, and with everything withheld that a
    person has to decide on: words that were not to be recorded, and private numbers, in the
    transcript and in the fields that are published."""
    problems: list[Problem] = []

    def guarded(value: object) -> object:
        if isinstance(value, str):
            text, found = withhold_in_text(value, path=account.path)
            problems.extend(found)
            return text
        if isinstance(value, Mapping):
            return {key: guarded(inner) for key, inner in value.items()}
        return [guarded(inner) for inner in value] if isinstance(value, list | tuple) else value

    words = withhold_in_doubt(account.transcript.segments, path=account.path)
    problems += words.problems
    fields = {
        key: value if key in _NEVER_PUBLISHED else guarded(value)
        for key, value in account.fields.items()
    }
    title = str(guarded(clean_line(account.title) or clean_line(account.path.stem) or UNKNOWN))
    kept = replace(account, title=title, fields=fields, transcript=Transcript(words.segments))
    if WITHHELD in str(guarded(account.accession)):
        kept = replace(kept, accession="", notes=f"- 原档号：{account.accession}\n{kept.notes}")
    if WITHHELD in str(guarded(spoken_of(account.when))):
        notes = f"- 原来写的日期：{spoken_of(account.when)}\n{kept.notes}"
        kept = replace(kept, when=NO_DATE, notes=notes)
    return kept, tuple(problems)


def check_accounts(accounts: Sequence[Account]) -> Iterator[Problem]:
    """Speakers whom nothing else names, and numbers that several accounts have."""
    numbers = set()
    for account in accounts:
        if account.told and account.present:
            facts = {"seen": "、".join(account.present)[:120]}
            yield Problem("import-speaker-unlisted", account.path, None, facts)
        if account.accession and account.accession in numbers:
            facts = {"seen": clean_line(account.accession)[:60]}
            yield Problem("import-number-twice", account.path, None, facts)
        numbers.add(account.accession)


def account_drafts(
    accounts: Sequence[Account], *, licence: str | None, origin: str
) -> tuple[Draft, ...]:
    """The interviews, the people in them and the papers behind them. ``origin`` says in Chinese
    what they were read from; ``licence`` is the public one that was declared, if any."""
    names, numbers = Names(), Names()
    tellings = []
    for number, account in enumerate(accounts, 1):
        is_open = WITHHELD not in account.title
        wanted = account.accession or (account.title if is_open else "") or account.path.stem
        slug = names.give(slug_for(wanted, otherwise=f"interview-{number:04}"))
        accession = clean_line(account.accession, longest=100) or f"K{number:04}"
        tellings.append(_telling(account, slug, numbers.give(accession), origin))
    known: dict[str, Someone] = {}
    for account in accounts:
        known |= {name: Someone(name, fields) for name, fields in account.lives.items()}
        if not (account.told or account.present):
            [nobody] = account.narrators
            known[nobody] = Someone(nobody, {"name_kind": "匿名"})
    return telling_drafts(tellings, known=known.values(), licence=licence)


def _telling(account: Account, slug: str, accession: str, origin: str) -> Telling:
    title = account.title
    fields: dict[str, object] = {
        "accession": accession,
        "title": title,
        "collectors": list(account.asked) or [UNKNOWN],
        "institution": f"{UNKNOWN}（{brought_in(origin)}）",
        "recorded_on": account.when.value,
        "recorded_at": UNKNOWN,
        "languages": [UNKNOWN],
        "language_tag": "und",
        "summary": f"《{title}》，{brought_in(origin)}，没有摘要。",
        "transcript_state": "校对",
    }
    narrators = account.narrators
    return Telling(
        record_id(Kind.INTERVIEW, slug),
        Whence(account.path),
        {**fields, **{key: value for key, value in account.fields.items() if value}},
        narrators,
        present=tuple(name for name in account.present if name not in narrators),
        labels={name: name for name in account.speakers},
        segments=account.transcript.segments,
        day=account.when.day,
        notes=account.notes,
        is_closed=account.is_restricted,
    )
