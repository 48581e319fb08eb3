"""What the pages of some records are drawn from, and no more: it goes to another process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.index.excerpts import Excerpts, asked_of
from archive.index.mentions import Mentions
from archive.index.occurrences import Occurrence
from archive.index.themes import ThemeIndex
from archive.index.voices import Voices
from archive.model.kinds import Kind, RecordId
from archive.model.orders import Derived
from archive.model.public import PublicArchive
from archive.render.cards import Card
from archive.render.media_keys import cited_pages, media_keys
from archive.render.record_digests import RecordDigests
from archive.render.record_page import neighbours
from archive.render.record_voices import told_by
from archive.render.surroundings import Surroundings
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Portion:
    """Some records of one language with their words and files, and the cards of those they name."""

    language: str
    records: tuple[RecordId, ...]
    archive: PublicArchive
    mentions: Mentions
    themes: ThemeIndex
    occurrences: Mapping[RecordId, tuple[Occurrence, ...]]
    voices: Voices
    excerpts: Excerpts
    media: Mapping[str, Derived]
    cards: Mapping[RecordId, Card]

    def within(self, around: Surroundings) -> Surroundings:
        """``around``, which knows of no records, with these."""
        return replace(
            around,
            archive=self.archive,
            mentions=self.mentions,
            themes=self.themes,
            occurrences=self.occurrences,
            voices=self.voices,
            excerpts=self.excerpts,
            media=self.media,
            digests=RecordDigests(
                self.archive, self.media, self.mentions, self.themes, self.occurrences
            ),
            _cards=dict(self.cards),
            _card_digests={},
        )


def make_portion(around: Surroundings, records: Sequence[RecordId]) -> Portion:
    """The portion of ``records``."""
    archive, mentions = around.archive, around.mentions
    keys = [key for record in records for key in media_keys(archive, record)]
    cited = (paper for record in records for paper, _ in cited_pages(archive, record))
    pictured = dict.fromkeys((*records, *cited))
    quoted = [key for i in records for key in asked_of(i, around.voices, told_by(around, i))]
    asked = dict.fromkeys(other for record in records for other in neighbours(around, record))
    sketches = [sketch.id for sketch in archive.of_kind(Kind.SKETCH)]  # places are drawn on them
    return Portion(
        language=around.language,
        records=tuple(records),
        archive=PublicArchive(
            channel=archive.channel,
            on=archive.on,
            records={record: archive.records[record] for record in (*records, *sketches)},
            listed=archive.listed.intersection((*records, *sketches)),
            tellings={i: archive.tellings[i] for i in records if i in archive.tellings},
            pictures={i: archive.pictures[i] for i in pictured if i in archive.pictures},
            scenes={i: archive.scenes[i] for i in records if i in archive.scenes},
            assemblies={i: archive.assemblies[i] for i in records if i in archive.assemblies},
        ),
        mentions=Mentions(
            {i: mentions.by_target[i] for i in records if i in mentions.by_target},
            {i: mentions.by_source[i] for i in records if i in mentions.by_source},
        ),
        themes=around.themes.part(records),
        occurrences={i: around.occurrences[i] for i in records if i in around.occurrences},
        voices=around.voices.portion(records),
        excerpts=around.excerpts.portion(quoted),
        media={key: around.media[key] for key in keys if key in around.media},
        cards={other: around.card(other) for other in asked},
    )
