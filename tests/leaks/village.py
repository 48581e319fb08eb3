"""The village of canaries: every kind in every state, written as a worker would write it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from archive.cli.clearing import waiting
from archive.ingest.archive import read_archive
from archive.ingest.clearances import write_clearances
from archive.ingest.shapes import MODELS
from archive.model.consent import Consent, SealedSpan, UseAnswer
from archive.model.document import Page
from archive.model.interview import Chapter, Narrator
from archive.model.kinds import PUBLISHABLE, Kind, RecordId, slug_of
from archive.model.media import Picture, Recording
from archive.model.photo import Depicted
from archive.model.terms import Access, Answer, Channel, NameKind, Subject, Use
from archive.model.visit import Asked, Avoid, Next, Visit
from tests.leaks.canaries import CHANNELS, DARK, Canary, Ledger
from tests.leaks.exhibits import Guide
from tests.leaks.media import Box, write_film
from tests.leaks.planting import Fate, Planter
from tests.leaks.plots import YEARS, Surveyor
from tests.leaks.puzzles import Assembler
from tests.leaks.scenes import Stage

ON = date(2026, 3, 1)
"""The day on which the village is built."""
NEED_CONSENT = (
    *(Kind.PERSON, Kind.INTERVIEW, Kind.OBJECT, Kind.PHOTO, Kind.DOCUMENT),
    Kind.EXHIBIT,
)
WEB, KIOSK = frozenset({Channel.WEB}), frozenset({Channel.KIOSK})
STATES: dict[str, Fate] = {
    "open": CHANNELS,
    "listed": DARK,
    "closed": DARK,
    "embargo": DARK,
    "refused": DARK,
    "web": WEB,
    "kiosk": KIOSK,
}
BY_CONSENT = frozenset({"refused", "web", "kiosk"})
"""States that only a consent can bring about."""
CAST = ("pseudo", "silent", "faceless", "mute")
"""People besides: under a pseudonym; whose words, face or voice are refused."""
SETTINGS = """\
site_name: 试验村
docs_dir: content/pages
site_dir: site
theme: {name: pintu}
plugins:
  - pintu:
      languages: [zh-Hans, en]
      contact: 村史馆
"""


@dataclass
class CanaryVillage:
    """Writes an archive below ``folder`` and remembers what it planted."""

    folder: Path
    ledger: Ledger = field(default_factory=Ledger)
    private_files: list[Path] = field(default_factory=list)
    """Files that no build has any business to read."""

    def write(self) -> CanaryVillage:
        """The whole village."""
        scratch = self.folder / "scratch"
        for folder in (scratch, self.folder / "media/原件", self.folder / "content/pages"):
            folder.mkdir(parents=True)
        self._ids()
        hidden_name = self.ledger.phrase("the name of someone who refused, in every open text")
        self.plant = Planter(
            self.ledger,
            self.folder / "media",
            scratch,
            {(k, s): i for (k, s), i in self.ids.items() if s in ("open", "closed")},
            hidden_name,
        )
        self.consents: dict[RecordId, list[RecordId]] = {}
        self.assembler = Assembler(self.plant, self.ids)
        self.guide = Guide(self.plant, self.ids, STATES)
        self.stage = Stage(self.plant, self.ids)
        self.surveyor = Surveyor(self.plant, self.ids)
        self._papers()
        for kind in PUBLISHABLE:
            for state in STATES:
                if (kind, state) in self.ids:
                    self._record(kind, state)
        self._cast()
        self._open_interview()
        self._mute_interview()
        self._film_interview()
        self._faceless_photo()
        self._visit()
        for state in ("photo", "faceless"):
            self._write_record(
                Kind.SCENE, state, self._given(Kind.SCENE, state, f"{Kind.SCENE}/{state}")
            )
        self._crowded_sketch()
        self._private_files()
        self._settings()
        self._clear()
        return self

    @property
    def canaries(self) -> list[Canary]:
        """All that was planted."""
        return self.ledger.canaries

    @property
    def boxes(self) -> dict[str, Box]:
        """Where patterns are that are not in the middle."""
        return self.plant.box_of

    # Names

    def _ids(self) -> None:
        self.ids: dict[tuple[Kind, str], RecordId] = {}
        for kind in PUBLISHABLE:
            for state, fate in STATES.items():
                if kind in NEED_CONSENT or state not in BY_CONSENT:
                    self._name(kind, state, CHANNELS if state == "listed" else fate)
        for extra in CAST:
            self._name(Kind.PERSON, extra, CHANNELS)
        self._name(Kind.INTERVIEW, "mute", CHANNELS)
        self._name(Kind.INTERVIEW, "film", CHANNELS)
        self._name(Kind.PHOTO, "faceless", CHANNELS)
        self._name(Kind.SCENE, "photo", CHANNELS)
        self._name(Kind.SCENE, "faceless", DARK)
        self._name(Kind.SKETCH, "crowded", CHANNELS)

    def _name(self, kind: Kind, state: str, fate: Fate) -> None:
        word = self.ledger.word(f"{kind}/{state} [id]", fate)
        self.ids[kind, state] = RecordId(f"{kind.value}/{state}-{word}")

    @property
    def host(self) -> RecordId:
        """The person who tells, gives and lends."""
        return self.ids[Kind.PERSON, "open"]

    # Consents

    def _papers(self) -> None:
        of_host = [(k, s) for k, s in self.ids if k is not Kind.PERSON and s not in ("mute",)]
        everything = [self.host, *(self.ids[k, s] for k, s in of_host if s not in BY_CONSENT)]
        sealed: list[tuple[RecordId, float, float]] = [
            (self.ids[Kind.INTERVIEW, "open"], 14, 18),
            (self.ids[Kind.INTERVIEW, "film"], 4, 7),
        ]
        self._paper("host", self.host, everything, sealed=sealed)
        for state in BY_CONSENT:
            allowed = {Use.WEB: state == "web", Use.MUSEUM_SCREEN: state == "kiosk"}
            covers = [self.ids[k, s] for k, s in of_host if s == state]
            self._paper(f"host-{state}", self.host, covers, uses=allowed)
            self._paper(state, self.ids[Kind.PERSON, state], [], uses=allowed)
        for state in ("listed", "closed", "embargo"):
            self._paper(state, self.ids[Kind.PERSON, state], [])
        told = self.ids[Kind.INTERVIEW, "open"]
        photos = [self.ids[Kind.PHOTO, "open"], self.ids[Kind.PHOTO, "faceless"]]
        mute = self.ids[Kind.INTERVIEW, "mute"]
        for who, covers, refused in (
            ("pseudo", [], None),
            ("silent", [told], Subject.TEXT),
            ("faceless", photos, Subject.PORTRAIT),
            ("mute", [mute], Subject.VOICE),
        ):
            self._paper(who, self.ids[Kind.PERSON, who], list(covers), refused=refused)

    def _paper(
        self,
        name: str,
        grantor: RecordId,
        covers: list[RecordId],
        *,
        uses: dict[Use, bool] | None = None,
        refused: Subject | None = None,
        sealed: list[tuple[RecordId, float, float]] | None = None,
    ) -> None:
        word = self.ledger.word(f"consents/{name} [id]")
        paper = RecordId(f"consents/{name}-{word}")
        place = f"consents/{name}"
        covers = covers if name.startswith("host") else [grantor, *covers]
        allowed = {Use.WEB: True, Use.MUSEUM_SCREEN: True} | (uses or {})
        values = self.plant.part(
            Consent,
            place,
            DARK,
            grantor=grantor,
            on_behalf_of=None,
            covers=covers,
            embargo_until=None,
            former_ids=None,
            uses=[
                self.plant.part(
                    UseAnswer,
                    f"{place}.uses",
                    DARK,
                    use=use.value,
                    answer=(Answer.GIVEN if is_given else Answer.REFUSED).value,
                    only=None,
                )
                for use, is_given in allowed.items()
            ],
            subjects=[
                {"subject": s.value, "answer": "refused" if s is refused else "given"}
                for s in Subject
            ],
            sealed_spans=[
                self.plant.part(
                    SealedSpan, f"{place}.sealed_spans", DARK,
                    interview=span[0], start=str(span[1]), end=str(span[2]),
                )
                for span in sealed or [(self.ids[Kind.INTERVIEW, "closed"], 0.5, 1)]
            ],
            access="closed",
        )  # fmt: skip
        for record in covers:
            if record.startswith("interviews/"):
                self.consents.setdefault(record, []).append(paper)
        self._write(paper, values, self.ledger.phrase(f"{place}.body"))

    # Records

    def _record(self, kind: Kind, state: str) -> None:
        if (kind, state) == (Kind.INTERVIEW, "open"):
            return
        self._write_record(kind, state, self._given(kind, state, f"{kind}/{state}"))

    def _given(self, kind: Kind, state: str, place: str) -> dict[str, Any]:
        """What the state of a record decides; everything else is planted."""
        fate = self._fate(kind, state)
        old = self.ledger.word(f"{place}.former_ids", DARK if state == "pseudo" else fate)
        given: dict[str, Any] = {
            "access": {"listed": "listed", "closed": "closed"}.get(state, Access.OPEN.value),
            "former_ids": [f"{kind.value}/{old}"],
        }
        if state == "embargo":
            given["embargo_until"] = self.ledger.day(f"{place}.embargo_until", is_past=False)
        if kind is Kind.DOCUMENT and fate | (CHANNELS if state == "listed" else DARK):
            given["people"] = [self.host]
        if kind is Kind.INTERVIEW:
            given["present"] = [self.host]
            given["consents"] = self.consents[self.ids[kind, state]]
            if state != "mute":
                given["narrators"] = [self.plant.part(Narrator, f"{place}.narrators", fate)]
        if kind is Kind.PERSON:
            given["real_name"] = None
            if state == "refused":
                given["name"] = self.plant.hidden_name
        if kind is Kind.PHOTO and state == "open":
            given |= self._crowd(place)
        if kind is Kind.PLACE:
            given["households"] = self.surveyor.households(place, fate)
        if kind is Kind.SKETCH:
            given |= YEARS
        if kind is Kind.PUZZLE:
            given |= self.assembler.parts_of(state, place, fate)
        if kind is Kind.EXHIBIT:
            given["stops"] = self.guide.stops_of(place, fate)
        if kind is Kind.SCENE:
            given |= self.stage.parts_of(state, place, fate)
        if kind is Kind.DOCUMENT and fate:
            given["pages"] = self._pages(state, place, fate)
        return given

    def _pages(self, state: str, place: str, fate: Fate) -> list[dict[str, Any]]:
        """Pages whose text withholds something, so that nobody may see the scan; one that says
        nothing, a closed one, and one that a machine has read."""
        hidden = [
            self.plant.part(Page, f"{place}.pages", fate, is_linked=flag, seen=DARK)
            for flag in (True, False)
        ]
        silent = self.plant.part(Page, f"{place}.pages silent", fate, text=None)
        if state != "open":
            return [*hidden, silent]
        closed = self.plant.part(Page, f"{place}.pages closed", DARK, access="closed", text=None)
        return [hidden[0], closed, hidden[1], silent, self._read_page(place, fate, closed)]

    def _read_page(self, place: str, fate: Fate, closed: dict[str, Any]) -> dict[str, Any]:
        """A page with lines that are shown, withheld and of a protected name; what was read on a
        closed page is in the same file."""
        boxes: dict[str, Box] = {
            "shown": (0.05, 0.1, 0.25, 0.3),
            "withheld": (0.4, 0.1, 0.25, 0.3),
            "name": (0.7, 0.6, 0.25, 0.3),
        }
        fates = {"shown": fate, "withheld": DARK, "name": DARK}
        patterns = {
            self.ledger.blocks(f"{place} [scan, line {what}]", fates[what]): box
            for what, box in boxes.items()
        }
        page = self.plant.part(
            Page,
            f"{place}.pages read",
            fate,
            file=self.plant.picture(f"{place}.pages read", patterns),
            text=None,
            sha256=None,
            page=None,
        )
        words = {
            "shown": self.ledger.phrase(f"{place}.scan [line]", fate),
            "withheld": f"【不公开：{self.ledger.phrase(f'{place}.scan [withheld line]')}】",
            "name": f"{self.plant.hidden_name}借米",
        }
        rows = [f"页 {page['file']} 未核对"]
        rows += [f"{_thousandths(boxes[what])} 90% {words[what]}" for what in boxes]
        rows += [f"页 {closed['file']}#{closed['page']} 未核对"]
        rows += [f"[1 1 9 9] 90% {self.ledger.phrase(f'{place}.scan [line of a closed page]')}"]
        file = self.folder / "content" / f"{self.ids[Kind.DOCUMENT, 'open']}.scan.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return page

    def _fate(self, kind: Kind, state: str) -> Fate:
        """Where the shown fields of a record may be found: a scene without its picture nowhere."""
        return DARK if (kind, state) == (Kind.SCENE, "faceless") else STATES.get(state, CHANNELS)

    def _write_record(
        self,
        kind: Kind,
        state: str,
        given: dict[str, Any],
        *,
        seen: Fate | None = None,
        body: Fate | None = None,
    ) -> None:
        place, model = f"{kind}/{state}", MODELS[kind]
        fate = self._fate(kind, state)
        if state == "listed":
            for key in (model.title_field, model.number_field):
                given.setdefault(key, self.plant.text(f"{place}.{key}", CHANNELS))
        values = self.plant.part(model, place, fate, seen=seen, **given)
        told = self._body(place, fate if body is None else body, state)
        self._write(self.ids[kind, state], values, told)

    def _body(self, place: str, fate: Fate, state: str) -> str:
        """Markdown that links to what is there and to what is not, in every way."""
        if not fate:
            return self.ledger.phrase(f"{place}.body")
        closed = self.ids[Kind.EVENT, "closed"]
        return "\n\n".join(
            (
                f"<!-- {self.ledger.phrase(f'{place}.body [comment]')} -->",
                f"[那件事](../{closed}.md)、[这件事][1]、<a href='../{closed}.md'>还有</a>。",
                self.plant.text(f"{place}.body", fate),
                f"![画](../../media/{self.ledger.word(f'{place}.body [picture link]')}.jpg)",
                f"[1]: ../{closed}.md#part",
            )
        )

    def _crowd(self, place: str) -> dict[str, Any]:
        """A picture of three: one known, one guessed at, and one who refused to be seen."""
        seen = self.ledger.blocks(f"{place} [face that may be seen]", CHANNELS)
        covered = self.ledger.blocks(f"{place} [face of someone who refused]")
        boxes: dict[int, Box] = {seen: (0.05, 0.2, 0.35, 0.5), covered: (0.55, 0.2, 0.35, 0.5)}
        people = [
            self.plant.part(Depicted, f"{place}.people", CHANNELS, outline=_outline(boxes[seen])),
            self.plant.part(
                Depicted, f"{place}.people", CHANNELS, is_linked=False, outline=None,
                guesses=[{"name": self.plant.text(f"{place}.people.guesses.name", CHANNELS)}],
            ),
            {"person": self.ids[Kind.PERSON, "faceless"], "outline": _outline(boxes[covered])},
        ]  # fmt: skip
        picture = {
            "file": self.plant.picture(f"{place}.picture", boxes),
            "caption": self.plant.text(f"{place}.picture.caption", CHANNELS),
        }
        return {"people": people, "picture": picture}

    def _faceless_photo(self) -> None:
        place = f"{Kind.PHOTO}/faceless"
        given = self._given(Kind.PHOTO, "faceless", place)
        given["people"] = [{"person": self.ids[Kind.PERSON, "faceless"]}]
        given["picture"] = {
            "file": self.plant.picture(
                place,
                {self.ledger.blocks(f"{place} [picture nobody may see]"): (0.3, 0.25, 0.4, 0.5)},
            )
        }
        self._write_record(Kind.PHOTO, "faceless", given)

    def _crowded_sketch(self) -> None:
        place = f"{Kind.SKETCH}/crowded"
        given = self._given(Kind.SKETCH, "crowded", place) | self.surveyor.crowded(place)
        self._write_record(Kind.SKETCH, "crowded", given)

    def _cast(self) -> None:
        for who in CAST:
            place = f"{Kind.PERSON}/{who}"
            given = self._given(Kind.PERSON, who, place)
            if who == "pseudo":
                given["name_kind"] = NameKind.PSEUDONYM.value
                given["real_name"] = self.ledger.phrase(f"{place}.real_name")
                given["aliases"] = [{"name": self.ledger.phrase(f"{place}.aliases")}]
                self.plant.hidden_name += given["real_name"]
            if who == "faceless":
                given["portrait"] = self.plant.part(Picture, f"{place}.portrait", DARK)
            self._write_record(Kind.PERSON, who, given)

    # Interviews

    def _open_interview(self) -> None:
        place = f"{Kind.INTERVIEW}/open"
        given = self._given(Kind.INTERVIEW, "open", place)
        silent = self.ids[Kind.PERSON, "silent"]
        tones, cues = self._telling(place)
        given["accession"] = f"000{self.plant.text(f'{place}.accession', CHANNELS)}"
        given["present"] = [silent]
        given["speakers"] = {"主": self.host, "静": silent}
        given["recording"] = self.plant.part(
            Recording, f"{place}.recording", CHANNELS,
            file=self.plant.sound(f"{place}.recording", tones, seconds=48, ending=".mp3"),
        )  # fmt: skip
        shown = self._chapter(place, CHANNELS, start="0", end="3")
        partly = self._chapter(f"{place} [partly withheld]", DARK, start="8", end="14")
        closed = self._chapter(f"{place} [closed]", DARK, start="18", end="24", access="closed")
        cleared = self._chapter(f"{place} [cleared]", CHANNELS, start="40")
        given["contents"] = [shown, partly, closed, cleared]
        self._themes(shown, closed)
        self._write_record(Kind.INTERVIEW, "open", given)
        folder = self.folder / "content" / self.ids[Kind.INTERVIEW, "open"]
        (folder / "transcript.vtt").write_text(_vtt(cues), encoding="utf-8")

    def _chapter(self, place: str, fate: Fate, **given: Any) -> dict[str, Any]:
        held: dict[str, Any] = {"end": None, "access": "open", **given}
        return self.plant.part(Chapter, f"{place}.contents", fate, **held)

    def _themes(self, shown: dict[str, Any], closed: dict[str, Any]) -> None:
        """A theme that is told of, and themes of which nobody may know."""
        told = self.ledger.phrase("themes.yml [keyword]", CHANNELS)
        shown["keywords"].append(told)
        themes = {
            self.ledger.phrase("themes.yml [theme]", CHANNELS): [told],
            self.ledger.phrase("themes.yml [theme of a closed chapter]"): closed["keywords"],
            f"{self.ledger.phrase('themes.yml [protected name]')}{self.plant.hidden_name}": [told],
        }
        folder = self.folder / "content" / "vocabularies"
        folder.mkdir()
        text = yaml.safe_dump(themes, allow_unicode=True)
        (folder / "themes.yml").write_text(text, encoding="utf-8")

    def _telling(self, place: str) -> tuple[tuple[tuple[float, float, float], ...], list[_Cue]]:
        """What is said and heard, and what must be neither."""
        tones: list[tuple[float, float, float]] = []
        cues: list[_Cue] = []
        word = self.ledger.phrase

        def heard(what: str, start: float, end: float, *, lit: bool = False) -> None:
            tone = self.ledger.tone(f"{place} [sound: {what}]", CHANNELS if lit else DARK)
            tones.append((tone, start + 0.6 * lit, end - 0.6 * lit))

        def cue(what: str, start: float, end: float, who: str, words: str) -> None:
            cues.append((start, end, who, f"{words}{self.assembler.mark}"))
            heard(what, start, end)

        mark, secret = self.assembler.mark, self.assembler.secret_mark
        cues.append((0, 4, "主", f"{word(f'{place} [open words]', CHANNELS)}{mark}{secret}"))
        heard("open words", 0, 4, lit=True)
        cue("withheld segment", 4, 8, "主", f"【不公开：{word(f'{place} [withheld segment]')}】")
        marked = word(f"{place} [withheld between inner times]")
        cues.append((8, 14, "主", f"先<00:00:10.500>【不公开：{marked}】<00:00:12.500>后"))
        heard("before a withheld mark", 8, 10.3, lit=True)
        heard("withheld between inner times", 10.5, 12.5)
        cue("passage sealed by consent", 14, 18, "主", word(f"{place} [sealed passage]"))
        cue("closed chapter", 18, 24, "主", word(f"{place} [closed chapter]"))
        cue("speaker who refused", 24, 28, "静", word(f"{place} [words of one who refused]"))
        pseudonym = f"【化名：{word(f'{place} [name behind a pseudonym]')}|老陆】来了"
        cue("name behind a pseudonym", 28, 32, "主", pseudonym)
        cue("unknown speaker", 32, 36, "不明", word(f"{place} [unknown speaker]"))
        cue("protected name", 36, 40, "主", f"是{self.plant.hidden_name}说的")
        cue("one of two, one of whom refused", 40, 44, "主或静", word(f"{place} [either speaker]"))
        uncertain = f"【存疑：{word(f'{place} [uncertain words]', CHANNELS)}】"
        local = word(f"{place} [dialect word]", CHANNELS)
        dialect = f"【方言：{local}|{word(f'{place} [meaning]', CHANNELS)}】"
        note = f"〔整理者注：{word(f'{place} [note by the editor]', CHANNELS)}〕"
        mandarin = word(f"{place} [Mandarin]", CHANNELS)
        cues.append((44, 48, "主", f"{uncertain}{dialect}{note}\n普通话：{mandarin}"))
        heard("end", 44.4, 48, lit=True)
        return tuple(tones), cues

    def _mute_interview(self) -> None:
        place = f"{Kind.INTERVIEW}/mute"
        given = self._given(Kind.INTERVIEW, "mute", place)
        mute = self.ids[Kind.PERSON, "mute"]
        given["narrators"] = [{"person": mute, "witness": ["lived"]}]
        given["present"], given["speakers"], given["contents"] = None, None, None
        tone = self.ledger.tone(f"{place} [sound: voice refused]")
        file = self.plant.sound(f"{place}.recording", ((tone, 0.5, 2.5),), seconds=3, ending=".wav")
        given["recording"] = {"file": file}
        self._write_record(Kind.INTERVIEW, "mute", given)
        folder = self.folder / "content" / self.ids[Kind.INTERVIEW, "mute"]
        words = self.ledger.phrase(f"{place} [words without their voice]", CHANNELS)
        (folder / "transcript.vtt").write_text(_vtt([(0, 3, "答", words)]), encoding="utf-8")

    def _film_interview(self) -> None:
        place = f"{Kind.INTERVIEW}/film"
        given = self._given(Kind.INTERVIEW, "film", place)
        given["present"], given["speakers"], given["contents"] = None, None, None
        name = f"原件/{self.ledger.phrase(f'{place}.recording [file name]')}.mp4"
        open_tone = self.ledger.tone(f"{place} [sound: open]", CHANNELS)
        sealed_tone = self.ledger.tone(f"{place} [sound: sealed]")
        write_film(
            self.folder / "media" / name,
            ((open_tone, 0.5, 3), (sealed_tone, 4.2, 6.8)),
            self.ledger.blocks(f"{place} [picture: sealed]"),
            (4.2, 6.8),
            ledger=self.ledger,
            place=place,
            seconds=8,
            scratch=self.folder / "scratch",
        )
        given["recording"] = {"file": name, "media_type": "video"}
        # A stretch is sealed, and nobody has looked whether what is written of it tells.
        given["summary"] = self.ledger.phrase(f"{place}.summary [not cleared]")
        spoken = self.ledger.phrase(f"{place}.period [not cleared]")
        given["period"] = {"spoken": spoken, "edtf": "1758"}
        self._write_record(Kind.INTERVIEW, "film", given, body=DARK)

    def _clear(self) -> None:
        """Somebody has looked at the open interview, and at the last of its chapters."""
        told = self.ids[Kind.INTERVIEW, "open"]
        archive = read_archive(self.folder).archive
        codes = {
            one.withheld.part: one.codes
            for one in waiting(archive, on=ON)
            if one.withheld.record == told and one.withheld.part in ("", "contents.3")
        }
        assert len(codes) == 2
        path = archive.sources[told].path
        data = (self.folder / path).read_bytes()
        (self.folder / path).write_bytes(write_clearances(data, codes, path=path))

    # Visits

    def _visit(self) -> None:
        """A visit to the host about every slot there is: who went, what was said, what is next."""
        place = "visits/open"
        word = self.ledger.word(f"{place} [id]")
        slots = [
            f"{slug_of(self.ids[Kind.PUZZLE, state])}/{key}"
            for state, keys in self.assembler.slot_of.items()
            for key in keys.values()
        ]
        values = self.plant.part(
            Visit,
            place,
            DARK,
            asked=[self.plant.part(Asked, f"{place}.asked", DARK, slot=slot) for slot in slots],
            next=[self.plant.part(Next, f"{place}.next", DARK, slot=slot) for slot in slots],
            avoid=[self.plant.part(Avoid, f"{place}.avoid", DARK, slot=slot) for slot in slots],
            former_ids=None,
            access="open",
        )
        self._write(RecordId(f"visits/open-{word}"), values, self.ledger.phrase(f"{place}.body"))

    # Files

    def _private_files(self) -> None:
        told = self.ids[Kind.INTERVIEW, "open"]
        for name in (f"{told}/notes.md",):
            path = self.folder / "content" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(self.ledger.phrase(f"content/{name}"), encoding="utf-8")
            self.private_files.append(path)

    def _settings(self) -> None:
        (self.folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        for name in ("index.md", "about.md"):
            page = self.folder / "content/pages" / name
            page.write_text("# 试验村\n\n一个试验用的村子。\n", encoding="utf-8")

    def _write(self, record: RecordId, values: dict[str, Any], body: str) -> None:
        is_interview = record.startswith("interviews/")
        path = self.folder / "content" / (f"{record}/index.md" if is_interview else f"{record}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        head = yaml.safe_dump(values, allow_unicode=True, width=100_000, sort_keys=False)
        path.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")


_Cue = tuple[float, float, str, str]


def _outline(box: Box) -> dict[str, str]:
    return dict(zip(("x", "y", "width", "height"), map(str, box), strict=True))


def _vtt(cues: list[_Cue]) -> str:
    blocks = [
        f"00:00:{start:06.3f} --> 00:00:{end:06.3f}\n<v {who}>{words}\n"
        for start, end, who, words in cues
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _thousandths(box: Box) -> str:
    left, top, width, height = (round(value * 1000) for value in box)
    return f"[{left} {top} {left + width} {top + height}]"
