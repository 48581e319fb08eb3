"""Small archives for single questions: records with nothing in them but what a question needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from archive.model.archive import Archive
from archive.model.consent import Consent, SubjectAnswer, UseAnswer
from archive.model.dates import When
from archive.model.document import Document
from archive.model.event import Event
from archive.model.exhibit import Exhibit, Stop
from archive.model.interview import Interview, Narrator
from archive.model.kinds import RecordId
from archive.model.marks import parse_marks
from archive.model.media import Clip, Outline, Picture, Recording
from archive.model.object import Object
from archive.model.person import Person
from archive.model.photo import Photo
from archive.model.place import Place
from archive.model.projection import public_view
from archive.model.public import PublicTelling, PublicView
from archive.model.puzzle import Piece, Puzzle
from archive.model.records import Record
from archive.model.scene import Scene, Spot
from archive.model.sketch import Sketch
from archive.model.term import DialectTerm
from archive.model.terms import Channel, Subject, Use
from archive.model.transcript import Certainty, Role, Segment, Speaker, Transcript, Transcripts

ON = date(2026, 3, 1)
AMEI, GENSHENG = RecordId("people/amei"), RecordId("people/gensheng")
TOLD = RecordId("interviews/told")
WHEEL = RecordId("puzzles/wheel")
WALK = RecordId("exhibits/walk")
LANDING = RecordId("scenes/landing")
YEAR = When("五八年", "1958", date(1958, 1, 1), date(1958, 12, 31))
OUTLINE = Outline(x=0.1, y=0.1, width=0.2, height=0.2)
PICTURE = Picture(file=PurePosixPath("a.jpg"), caption="水车")
ALL_USES = dict.fromkeys(Use, "given")
ALL_SUBJECTS = dict.fromkeys(Subject, "given")


def person(slug: str = "amei", name: str = "沈阿美", **fields: Any) -> Person:
    """Someone known by a real name."""
    given = {"accession": slug, "name_kind": "real", "access": "open", **fields}
    return Person(id=RecordId(f"people/{slug}"), name=name, **given)


def interview(*tellers: RecordId, **fields: Any) -> Interview:
    """What ``tellers`` (Amei, when nobody is named) told, recorded."""
    given: dict[str, Any] = {
        "id": TOLD,
        "accession": "1",
        "title": "口述",
        "narrators": tuple(Narrator(person=teller) for teller in tellers or (AMEI,)),
        "collectors": ("周宁",),
        "institution": "村史馆",
        "recorded_on": YEAR,
        "recorded_at": "村史馆",
        "languages": ("吴语",),
        "summary": "讲水车。",
        "consents": (RecordId("consents/amei"),),
        "transcript_state": "checked",
        "recording": Recording(file=PurePosixPath("a.mp3")),
        "access": "open",
        **fields,
    }
    return Interview(**given)


def place(slug: str = "well", **fields: Any) -> Place:
    """A place."""
    given = {"accession": slug, "name": "古井", "place_type": "well", "access": "open", **fields}
    return Place(id=RecordId(f"places/{slug}"), **given)


def event(slug: str = "flood", **fields: Any) -> Event:
    """Something that happened."""
    return Event(
        id=RecordId(f"events/{slug}"), **{"name": "大水", "when": YEAR, "access": "open", **fields}
    )


def thing(slug: str = "wheel", **fields: Any) -> Object:
    """An old object."""
    given: dict[str, Any] = {
        "accession": slug,
        "name": "水车",
        "category": "农具",
        "age": YEAR,
        "material": "木",
        "completeness": "whole",
        "acquisition": "donated",
        "ownership": "donated",
        "holder": "村史馆",
        "usage": "车水。",
        "pictures": (PICTURE,),
        "access": "open",
        **fields,
    }
    return Object(id=RecordId(f"objects/{slug}"), **given)


def photo(slug: str = "square", **fields: Any) -> Photo:
    """An old photograph."""
    given: dict[str, Any] = {
        "accession": slug,
        "title": "晒场",
        "when": YEAR,
        "location": "晒场",
        "photographer": "不详",
        "description": "晒谷。",
        "picture": PICTURE,
        "access": "open",
        **fields,
    }
    return Photo(id=RecordId(f"photos/{slug}"), **given)


def document(slug: str = "deed", **fields: Any) -> Document:
    """A village paper."""
    given: dict[str, Any] = {
        "accession": slug,
        "title": "契约",
        "document_type": "deed",
        "when": YEAR,
        "secrecy": "public",
        "personal_information": (),
        "public_scope": "open",
        "access": "open",
        **fields,
    }
    return Document(id=RecordId(f"documents/{slug}"), **given)


def word(slug: str = "longgu", **fields: Any) -> DialectTerm:
    """A dialect word."""
    given = {"word": "龙骨", "meaning": "水车", "access": "open", **fields}
    return DialectTerm(id=RecordId(f"terms/{slug}"), **given)


def exhibit(*stops: Stop, **fields: Any) -> Exhibit:
    """A walk that Amei leads."""
    given = {"title": "走一圈", "narrator": AMEI, "access": "open", **fields}
    return Exhibit(id=WALK, stops=stops, **given)


def puzzle(*pieces: Piece, **fields: Any) -> Puzzle:
    """What is put together about a water wheel."""
    given = {"name": "水车", "topic": "object", "access": "open", **fields}
    return Puzzle(id=WHEEL, pieces=pieces, **given)


def sketch(slug: str = "village", **fields: Any) -> Sketch:
    """A drawn village with nothing on it."""
    given = {
        "title": "示意图",
        "drawn_by": "村民",
        "first_year": 1940,
        "last_year": 2010,
        "access": "open",
        **fields,
    }
    return Sketch(id=RecordId(f"sketches/{slug}"), **given)


def piece(key: str = "piece", **fields: Any) -> Piece:
    """A piece of how it was used, told by Amei unless another source is given."""
    given: dict[str, Any] = {"slot": "use", "wording": "两个人踏", **fields}
    if not {"clip", "interview", "photo", "object", "document"} & set(fields):
        given["clip"] = Clip(interview=TOLD, start=0, end=4)
        given.setdefault("narrator", AMEI)
    return Piece(key=key, **given)


def scene(*spots: Spot, **fields: Any) -> Scene:
    """The landing stage as it was, drawn."""
    given = {"name": "大河埠", "access": "open", **fields}
    if "photo" not in fields:
        given.setdefault("picture", PICTURE)
    return Scene(id=LANDING, spots=spots, **given)


def spot(key: str = "step", **fields: Any) -> Spot:
    """A spot where Amei is heard, unless it has something else."""
    given: dict[str, Any] = {"name": "第三级", "outline": OUTLINE, **fields}
    if not fields:
        given["clip"] = Clip(interview=TOLD, start=0, end=4)
    return Spot(key=key, **given)


def consent(
    grantor: RecordId = AMEI,
    *covers: str,
    slug: str = "",
    uses: Mapping[Use, Any] | None = None,
    subjects: Mapping[Subject, str] | None = None,
    **fields: Any,
) -> Consent:
    """What a person allowed: everything, but for what is said otherwise.

    ``uses`` gives an answer, or the fields of one, for each use asked; ``covers`` beside the
    person's own record.
    """
    asked = ALL_USES if uses is None else uses
    given: dict[str, Any] = {
        "accession": slug or grantor,
        "capacity": "self",
        "covers": (grantor, *covers),
        "uses": tuple(_use(use, answer) for use, answer in asked.items()),
        "subjects": tuple(
            SubjectAnswer(subject=s, answer=a)
            for s, a in (ALL_SUBJECTS | dict(subjects or {})).items()
        ),
        "attribution": "real",
        "valid_until": date.max,
        "signed_on": date(2024, 5, 1),
        "access": "closed",
        **fields,
    }
    name = slug or grantor.partition("/")[2]
    return Consent(id=RecordId(f"consents/{name}"), grantor=grantor, **given)


def _use(use: Use, answer: Any) -> UseAnswer:
    return UseAnswer(use=use, **(answer if isinstance(answer, dict) else {"answer": answer}))


def speaker(who: RecordId | None, role: Role = Role.NARRATOR) -> Speaker:
    """Who speaks: a person by id, or nobody in particular."""
    return Speaker(str(who or "不明"), role, who)


def said(
    words: str,
    *by: Speaker,
    at: tuple[float, float] | None = (0.0, 4.0),
    mandarin: str = "",
    certainty: Certainty = Certainty.SURE,
) -> Segment:
    """A segment with its marks as they are typed."""
    start, end = at or (None, None)
    who = by or (speaker(AMEI),)
    return Segment(start, end, who, parse_marks(words)[0], parse_marks(mandarin)[0], certainty)


def transcripts(*segments: Segment, public: Iterable[Segment] | None = None) -> Transcripts:
    """The faithful transcript, and the public one when there is one."""
    return Transcripts(
        Transcript(tuple(segments)), None if public is None else Transcript(tuple(public))
    )


def archive_of(*records: Record, words: Transcripts | None = None) -> Archive:
    """An archive of these records; ``words`` are those of the interview."""
    return Archive({r.id: r for r in records}, {TOLD: words} if words else {})


def view_of(
    *records: Record,
    words: Transcripts | None = None,
    channel: Channel = Channel.WEB,
    on: date = ON,
) -> PublicView:
    """What of them may be seen."""
    return public_view(archive_of(*records, words=words), channel=channel, on=on)


def telling_of(view: PublicView) -> PublicTelling:
    """The words and the voice of the interview."""
    return view.archive.tellings[TOLD]


def everything_in(view: PublicView) -> str:
    """All that goes on to the pages, as one text to search in."""
    return repr(view.archive)
