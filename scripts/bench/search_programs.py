"""The programs that search, side by side: how each makes its index, and what it says it found."""

import contextlib
import gzip
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from as_archive import edit_archive, write_archive
from measure import Cost, measure
from programs import ROOT
from search_pages import read_payload, write_asking, write_html, write_markdown
from search_queries import Place
from search_texts import Texts

Page = str
"""The id of a record."""


@dataclass(frozen=True, slots=True)
class Volume:
    """How many files, and their bytes: as they are, with gzip -6, with Brotli (0 without it)."""

    files: int
    raw: int
    gzip: int
    brotli: int


@dataclass(frozen=True, slots=True)
class Built:
    """An index, and what it cost."""

    site: Path
    whole: Cost
    """The process that made it, with all it read."""
    cpu: float
    """Processor seconds for the index alone."""
    megabytes: float
    """The most memory while the index was made, with what was read before."""
    index: Volume
    texts: Volume


@dataclass(frozen=True, slots=True)
class Update:
    """The index once more, after one line of one interview was changed."""

    whole: Cost
    seconds: float
    cpu: float
    files: int


@dataclass(frozen=True, slots=True)
class Found:
    """All that a program found for one query."""

    pages: frozenset[Page]
    passages: frozenset[Place]
    opened: frozenset[Page] | None = None
    """Of which pages the passages are known; None for all."""
    shown: tuple[Place, ...] = ()
    """Passages of its first answer, where they were asked for."""
    names: tuple[Page, ...] = ()
    """Records whose name is meant, the best first, where a program tells them apart."""


@dataclass(frozen=True, slots=True)
class Searcher:
    """One program that searches."""

    name: str
    title: str
    most: int
    """The largest number of segments it is tried with."""
    build: Callable[[Texts, Path], Built]
    reader: Callable[[Path], Callable[[Any], Found]]
    """Given the site, what makes sense of the program's answers."""
    update: Callable[[Texts, Path], Update] | None = None
    ways: tuple[tuple[str, str], ...] = (("", "{}"),)
    """Ways to type a query, by what they are called."""


def find_searchers() -> tuple[dict[str, Searcher], dict[str, str]]:
    """Those that can be run here by name, and why the others cannot."""
    ours = Searcher("pintu", "Pintu", 10**9, _build_pintu, _read_pintu, _update_pintu)
    found, missing = {"pintu": ours}, {}
    if find_spec("pagefind") is not None:
        ways = (("", "{}"), ("in quotes", '"{}"'))
        found["pagefind"] = Searcher(
            "pagefind", "Pagefind", 100_000, _build_pagefind, _read_pagefind, ways=ways
        )
    else:
        missing["pagefind"] = "pagefind is not installed: pip install '.[bench]'"
    if find_spec("material") is not None:
        found["material"] = Searcher(
            "material", "Material's search", 10_000, _build_material, _read_material
        )
    else:
        missing["material"] = "mkdocs-material is not installed: pip install '.[bench]'"
    return found, missing


# Ours


def _build_pintu(texts: Texts, place: Path) -> Built:
    village = place / "village"
    village.mkdir(parents=True)
    write_archive(texts.village, village, languages=("zh-Hans",))
    cost, values = _run_index(village, place / "site")
    search = place / "site" / "search"
    texts_of = [path for path in _files(search) if path.parent.name in ("t", "u")]
    others = [path for path in _files(search) if path.parent.name not in ("t", "u")]
    write_asking(place / "site", program="pintu")
    return Built(
        place / "site", cost, values["cpu"], values["peak"], volume(others), volume(texts_of)
    )


def _update_pintu(texts: Texts, place: Path) -> Update:
    edit_archive(texts.village, place / "village", kind="interviews", round_=1)
    cost, values = _run_index(place / "village", place / "site")
    return Update(cost, values["seconds"], values["cpu"], int(values["written"]))


def _run_index(village: Path, site: Path) -> tuple[Cost, dict[str, float]]:
    said = village.parent / "cost.json"
    script = str(Path(__file__).with_name("search_build.py"))
    cost = measure(
        (sys.executable, script, str(village), str(site), str(said)),
        folder=village,
        variables={"PYTHONPATH": f"{ROOT}:{ROOT / 'plugins'}"},
    )
    values: dict[str, float] = json.loads(said.read_text("utf-8"))
    return cost, values


def _read_pintu(site: Path) -> Callable[[Any], Found]:
    head: Any = read_payload(site / "search" / "head.js")
    places: dict[int, Place] = {}
    for path in (site / "search" / "t").glob("*.js"):
        rows: Any = read_payload(path)
        for _, record, _, _, _, passages in rows:
            for number, anchor, *_ in passages:
                if anchor.startswith("s"):
                    places[head["base"] + number] = (record, int(anchor[1:]))

    def read(answer: Any) -> Found:
        found = frozenset(places[one] for one in answer["documents"] if one in places)
        return Found(
            pages=frozenset(record for record, _ in found),
            passages=found,
            shown=tuple(places[one] for one in answer["shown"] if one in places),
            names=tuple(answer["names"]),
        )

    return read


# Pagefind


def _build_pagefind(texts: Texts, place: Path) -> Built:
    write_html(texts.village, place)
    cost = measure(
        (sys.executable, "-m", "pagefind", "--site", ".", "--quiet"), folder=place, variables={}
    )
    own = place / "pagefind"
    fragments = volume(_files(own / "fragment"))
    parts = [*_files(own / "index"), *own.glob("*.pf_meta"), own / "pagefind-entry.json"]
    write_asking(place, program="pagefind")
    return Built(place, cost, cost.cpu, cost.megabytes, volume(parts), fragments)


def _read_pagefind(site: Path) -> Callable[[Any], Found]:
    pages = {}
    for path in (site / "pagefind" / "fragment").iterdir():
        told = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        pages[path.name.partition(".")[0]] = _record(json.loads(told)["url"])

    def read(answer: Any) -> Found:
        return Found(
            pages=frozenset(pages[one] for one in answer["pages"]),
            passages=frozenset(_passages(answer["passages"])),
            opened=frozenset(map(_record, answer["opened"])),
        )

    return read


# Material


def _build_material(texts: Texts, place: Path) -> Built:
    costs = {}
    for name, has_search in (("without", False), ("with", True)):
        write_markdown(texts.village, place / name, has_search=has_search)
        costs[name] = measure(
            (sys.executable, "-m", "mkdocs", "build", "--quiet"), folder=place / name, variables={}
        )
    site = place / "with" / "site"
    shutil.rmtree(place / "without")
    write_asking(site, program="material")
    whole = costs["with"]
    cpu = max(0.0, whole.cpu - costs["without"].cpu)
    index = volume([site / "search" / "search_index.json"])
    return Built(site, whole, cpu, whole.megabytes, index, volume([]))


def _read_material(_: Path) -> Callable[[Any], Found]:
    def read(answer: Any) -> Found:
        return Found(pages=frozenset(map(_record, answer)), passages=frozenset(_passages(answer)))

    return read


def _record(address: str) -> Page:
    return address.partition("#")[0].strip("/")


def _passages(addresses: Iterable[str]) -> Iterator[Place]:
    for address in addresses:
        page, _, anchor = address.partition("#")
        if anchor.startswith("s"):
            with contextlib.suppress(ValueError):
                yield page.strip("/"), int(anchor[1:])


# Sizes


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def volume(files: Iterable[Path]) -> Volume:
    """What files weigh, each packed by itself, as a host sends them.

    Those of Pagefind are packed already and count as they are.
    """
    pack = _brotli()
    counts = [0, 0, 0, 0]
    for path in files:
        content = path.read_bytes()
        is_packed = content[:2] == b"\x1f\x8b"
        packed = len(content) if is_packed else len(gzip.compress(content, 6))
        smaller = len(content) if is_packed else pack(content)
        for place, size in enumerate((1, len(content), packed, smaller)):
            counts[place] += size
    return Volume(*counts)


def _brotli() -> Callable[[bytes], int]:
    if find_spec("brotli") is None:
        return lambda _: 0
    import brotli

    return lambda content: len(brotli.compress(content, quality=5))
