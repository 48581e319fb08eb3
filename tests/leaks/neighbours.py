"""Two neighbours and what they gave: one stays, the other withdraws."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from archive.model.terms import Subject, Use
from tests.leaks.canaries import CHANNELS, Ledger
from tests.leaks.media import MIDDLE, draw_picture, make_speech
from tests.leaks.village import SETTINGS
from tests.test_derive_detectors import write_wav

STAYS, LEAVES = "amei", "gensheng"
WITHDRAWN = "withdrawn_on: '2026-01-01'\n"


@dataclass
class Neighbours:
    """Writes their village below ``folder``. All that is the leaver's is planted."""

    folder: Path
    ledger: Ledger = field(default_factory=Ledger)

    def write(self) -> Neighbours:
        """The whole village."""
        self._slug = f"{LEAVES}-{self.ledger.word('id', CHANNELS)}"
        self._name = self.ledger.phrase("name", CHANNELS)
        for folder in ("media", "content/pages"):
            (self.folder / folder).mkdir(parents=True)
        for who in (STAYS, LEAVES):
            self._neighbour(who)
        self._spoken_of()
        (self.folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        (self.folder / "content/pages/index.md").write_text("# 村\n", encoding="utf-8")
        return self

    @property
    def paper(self) -> Path:
        """The consent of the one who leaves."""
        return self.folder / f"content/consents/{self.slug(LEAVES)}.md"

    def withdraw(self) -> None:
        """Write down that it no longer holds."""
        text = self.paper.read_text(encoding="utf-8")
        self.paper.write_text(text.replace("---\n", f"---\n{WITHDRAWN}", 1), encoding="utf-8")

    def slug(self, who: str) -> str:
        """The id without its folder: the leaver's is planted."""
        return who if who == STAYS else self._slug

    def _say(self, who: str, what: str) -> str:
        return self.ledger.phrase(what, CHANNELS) if who == LEAVES else f"{what}，水车"

    def _neighbour(self, who: str) -> None:
        slug = self.slug(who)
        own = [f"{kind}/{slug}" for kind in ("people", "interviews", "objects", "photos")]
        name = "沈阿美" if who == STAYS else self._name
        write = self._write
        write(f"people/{slug}", accession=slug, name=name, name_kind="real", occupations=[
            self._say(who, "occupation")], portrait=self._picture(who, "portrait"))  # fmt: skip
        write(
            f"interviews/{slug}",
            # The leaver's number is the first, so that the home page quotes it.
            accession=f"{who == STAYS:d}", title=self._say(who, "title"), narrators=[own[0]],
            collectors=["周宁"],
            institution="村史馆", recorded_on="2024-05-01", recorded_at="村史馆",
            languages=["吴语"],
            summary=self._say(who, "summary"), quote=self._say(who, "quote"), quote_start="0.5",
            quote_end="2", recording=self._sound(who), transcript_state="checked",
            consents=[f"consents/{slug}"], themes=[self._say(who, "theme")],
        )  # fmt: skip
        words = f"WEBVTT\n\n00:00.000 --> 00:03.000\n<v 答>{self._say(who, 'words')}\n"
        (self.folder / f"content/interviews/{slug}/transcript.vtt").write_text(words, "utf-8")
        write(
            f"objects/{slug}",
            accession=slug, name=self._say(who, "object"), category="农具", age="1958",
            material="木", completeness="whole", acquisition="donated", ownership="donated",
            holder="村史馆", usage="车水", donor=own[0], pictures=[self._picture(who, "object")],
        )  # fmt: skip
        write(
            f"photos/{slug}",
            accession=slug, title=self._say(who, "photo"), when="1958", location="晒场",
            photographer="不详", description="晒谷", provider=own[0],
            picture=self._picture(who, "photo"),
        )  # fmt: skip
        write(
            f"consents/{slug}",
            accession=slug, grantor=own[0], capacity="self", covers=own, attribution="real",
            valid_until="永久", signed_on="2024-05-01",
            uses=[{"use": use.value, "answer": "given"} for use in Use],
            subjects=[{"subject": subject.value, "answer": "given"} for subject in Subject],
        )  # fmt: skip

    def _spoken_of(self) -> None:
        leaver = f"people/{self.slug(LEAVES)}"
        self._write(
            "places/well",
            accession="D1", name="古井", place_type="well", related=[f"people/{STAYS}", leaver],
            households=[{"name": f"{self._name}家", "person": leaver}],
            body=f"{self._name}和[阿根](../{leaver}.md)家的井。",
        )  # fmt: skip
        self._write(
            "terms/longgu",
            word="龙骨", meaning="水车", examples=[
                {"text": "龙骨车水", "speaker": f"people/{STAYS}"},
                {"text": self._say(LEAVES, "example"), "speaker": leaver, "clip": {
                    "interview": f"interviews/{self._slug}", "start": "0.5", "end": "2"}},
            ],
        )  # fmt: skip
        self._write("places/lane", accession="D2", name="长弄", place_type="lane", body="弄堂。")

    def _picture(self, who: str, what: str) -> dict[str, str]:
        file = f"{what}-{who}.jpg"
        is_planted = who == LEAVES
        number = self.ledger.blocks(f"{what} [picture]", CHANNELS) if is_planted else 0
        draw_picture({number: MIDDLE} if is_planted else {}).save(self.folder / "media" / file)
        return {"file": file, "caption": self._say(who, f"{what} caption")}

    def _sound(self, who: str) -> dict[str, str]:
        tone = self.ledger.tone("voice", CHANNELS) if who == LEAVES else 440.0
        write_wav(self.folder / f"media/{who}.wav", make_speech(((tone, 0.5, 2.5),), seconds=3))
        return {"file": f"{who}.wav"}

    def _write(self, record: str, *, body: str = "", **values: Any) -> None:
        is_interview = record.startswith("interviews/")
        path = self.folder / "content" / (f"{record}/index.md" if is_interview else f"{record}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        values.setdefault("access", "open")
        head = yaml.safe_dump(values, allow_unicode=True, width=100_000, sort_keys=False)
        path.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")
