"""The texts that are searched: an invented village of any number of segments, or real transcripts.

Real ones are a folder of Markdown files: a title (`# …`), speakers (`### 某某：`), and what they
say, a segment a line. Where there are fewer than are wanted they are repeated, each round with
other names for the speakers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count as numbers_from
from itertools import cycle, islice
from pathlib import Path
from random import Random

from phrases import GIVEN, PLACE_HEADS, PLACE_TYPES, PLACES, SURNAMES, THEMES
from speech import Speaker
from village import Item, Turn, Village

MATERIALS = tuple("木竹铜铁锡石旧小大红")
THINGS = tuple(
    "水车 菱桶 纺车 算盘 蓑衣 扁担 汤婆子 火钳 脚炉 饭篮 鱼篓 杆秤 樟木箱 马灯 石磨 织布机 "
    "风箱 灯笼 蒸笼 门闩 轿子 摇篮 梳子 镰刀 犁头 渔网 米缸 酒甏 烛台 铜锣".split()
)
THINGS_NOW = tuple(
    "手機 電腦 便當 飛機 網站 相機 螢幕 書包 汽車 機器人 麥克風 投影片 筆記本 腳踏車 咖啡 信用卡 "
    "眼鏡 高鐵 捷運 報紙 雜誌 電視 地圖 桌遊 衣服 房子 教科書 身分證 感測器 計程車".split()
)
"""Things that people who meet in an office speak of."""
PLACES_NOW = tuple(
    "臺北 台北 臺中 台中 臺南 台南 高雄 花蓮 臺東 台東 桃園 新竹 嘉義 屏東 宜蘭 基隆 苗栗 彰化 "
    "雲林 南投 澎湖 金門 日本 美國 法國 英國 德國 紐約 東京 巴黎 香港 新加坡 上海 北京 歐洲".split()
)
MARKS = str.maketrans("<>&【】〔〕", "＜＞＆「」（）")
"""Signs that mean something in a transcript of ours."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is searched, and what people look for in it."""

    name: str
    village: Village
    names: Sequence[str]
    places: Sequence[str]
    objects: Sequence[str]

    @property
    def segments(self) -> Iterator[tuple[str, int, str]]:
        """Id of the interview, number in it from 1, words."""
        for item in self.village.of_kind("interviews"):
            for number, turn in enumerate(item.turns, 1):
                yield item.id, number, turn.words


def make_texts(count: int, *, seed: int = 1) -> Texts:
    """A village of ``count`` segments; the same one for the same count and seed."""
    random, speaker = Random(seed * 1_000_003 + count), Speaker(seed)
    people = list(_names_of_people(random, max(20, count // 60)))
    places = list(_names_of_places(random, max(12, count // 240)))
    objects = [material + thing for material in MATERIALS for thing in THINGS]
    items = {item.id: item for item in _people(people, speaker)}
    items |= {item.id: item for item in _places(places, speaker, random)}

    def turns(narrator: str, number: int) -> Iterator[Turn]:
        at = 1.0
        for _ in range(number):
            chosen = ((people, 0.20), (places, 0.12), (objects, 0.15))
            named = [random.choice(own) for own, share in chosen if random.random() < share]
            words = speaker.say(*named)
            yield Turn(round(at, 3), round(at + len(words) / 4.5, 3), narrator, words)
            at += len(words) / 4.5 + 0.4

    left, number = count, 0
    while left:
        size = min(left, random.randint(40, 80))
        who = random.randrange(len(people))
        title = f"{people[who]}讲{random.choice(THEMES)}（{number + 1}）"
        turns_of = list(turns(people[who], size))
        item = _interview(number, title, _id("people", who), turns_of, random.choice(THEMES))
        items[item.id] = item
        left, number = left - size, number + 1
    return Texts("village", Village(items), people, places, objects)


def read_texts(folder: Path, count: int, *, seed: int = 1) -> Texts:
    """The first ``count`` segments of the transcripts in ``folder``, repeated where need be."""
    random = Random(seed)
    transcripts = [_read_transcript(path) for path in sorted(folder.glob("**/*.md"))]
    transcripts = [(title, turns) for title, turns in transcripts if turns]
    if not transcripts:
        raise SystemExit(f"{folder}: no transcripts in it")
    speakers = sorted({who for _, turns in transcripts for who, _ in turns})
    items: dict[str, Item] = {}
    ids: dict[str, str] = {}
    left, number = count, 0
    rounds = (_round(transcripts, speakers, n, random) for n in numbers_from())
    for title, said in (transcript for own in rounds for transcript in own):
        said = said[:left]
        for who, _ in said:
            if who not in ids:
                ids[who] = _id("people", len(ids))
                items[ids[who]] = _person(len(ids) - 1, who, "")
        # One narrator an interview, as in the village; whoever else speaks asks.
        turns = list(_timed([(who if who == said[0][0] else "问", words) for who, words in said]))
        items[_id("interviews", number)] = _interview(
            number, title, ids[said[0][0]], turns, random.choice(THEMES)
        )
        left, number = left - len(said), number + 1
        if not left:
            break
    ordered = {i: items[i] for i in sorted(items, key=lambda i: (not i.startswith("people"), i))}
    return Texts("transcripts", Village(ordered), list(ids), PLACES_NOW, THINGS_NOW)


Said = list[tuple[str, str]]


def _read_transcript(path: Path) -> tuple[str, Said]:
    title, who, said = path.stem, "", []
    for line in path.read_text("utf-8").translate(MARKS).splitlines():
        words = line.strip()
        if words.startswith("# "):
            title = words[2:].strip()
        elif words.startswith("#"):
            who = words.lstrip("#").strip().rstrip("：:").strip()
        elif words and who and len(words.strip("*_-—=| ")) > 1:
            said.append((who, words.replace("--＞", "→")))
    return title, said


def _round(
    transcripts: Sequence[tuple[str, Said]], speakers: Sequence[str], number: int, random: Random
) -> Iterator[tuple[str, Said]]:
    """All transcripts once; from the second round on the speakers have other names."""
    if number == 0:
        yield from transcripts
        return
    real = [name for name in speakers if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name)]
    made = dict(zip(real, islice(cycle(_names_of_people(random, 5_000)), len(real)), strict=True))
    pattern = re.compile("|".join(sorted(map(re.escape, made), key=len, reverse=True)))

    def renamed(text: str) -> str:
        return pattern.sub(lambda found: made[found.group()], text)

    for title, said in transcripts:
        again = [(renamed(who), renamed(words)) for who, words in said]
        yield f"{renamed(title)}（{number + 1}）", again


def _timed(said: Iterable[tuple[str, str]]) -> Iterator[Turn]:
    at = 1.0
    for who, words in said:
        end = at + max(1.0, len(words) / 4.5)
        yield Turn(round(at, 3), round(end, 3), who, words)
        at = end + 0.4


def _names_of_people(random: Random, count: int) -> Iterator[str]:
    every = [a + b + c for a in SURNAMES for b in GIVEN for c in GIVEN if b != c]
    yield from random.sample(every, min(count, len(every)))


def _names_of_places(random: Random, count: int) -> Iterator[str]:
    every = [f"{a}{b}家{c}" for a in ("", *PLACE_HEADS) for b in SURNAMES for c in PLACES]
    yield from random.sample(every, min(count, len(every)))


def _id(kind: str, number: int) -> str:
    return f"{kind}/{kind[:3]}-{number:06}"


def _interview(number: int, title: str, narrator: str, turns: list[Turn], theme: str) -> Item:
    facts: dict[str, object] = {"year": 2018 + number % 7, "summary": f"{theme}。"}
    return Item(
        _id("interviews", number), title, f"KS-{number:06}", "", [theme], facts, [], turns, narrator
    )


def _person(number: int, name: str, body: str) -> Item:
    facts: dict[str, object] = {"born": 1920 + number % 60, "group": f"第{number % 12 + 1}组",
                                "craft": "种田"}  # fmt: skip
    return Item(_id("people", number), name, f"RW-{number:06}", body, [], facts)


def _people(names: Iterable[str], speaker: Speaker) -> Iterator[Item]:
    for number, name in enumerate(names):
        yield _person(number, name, speaker.say(name))


def _places(names: Iterable[str], speaker: Speaker, random: Random) -> Iterator[Item]:
    for number, name in enumerate(names):
        facts: dict[str, object] = {"type": random.choice(PLACE_TYPES), "from": 1950,
                                    "group": f"第{number % 12 + 1}组"}  # fmt: skip
        yield Item(_id("places", number), name, f"DD-{number:06}", speaker.say(name), [], facts)
