"""A build after a change gives the very bytes that a build from nothing gives."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

import archive.build
from archive.build import Built, Wish
from archive.derive import LocalExecutor
from archive.derive.executor import LEFT
from archive.errors import Problem
from archive.ingest import readers
from archive.locks import in_turn
from archive.model.terms import Channel
from archive.publish import last_build
from archive.publish.site_folder import Written
from archive.render import crew, environment, site
from archive_mkdocs.host import build
from tests.conftest import PutBack

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2024, 6, 1)
EARLIER = 1_700_000_000
SIZE = 30
MADE = ("site", ".pintu")
"""What a build makes in an archive's folder."""

Edit = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Change:
    """Something a worker does between two builds."""

    name: str
    edit: Edit
    spares: bool = True
    """Whether some pages stay as they are."""


def write_village(folder: Path, size: int = SIZE) -> None:
    """A small archive with interviews and every kind that needs no file."""
    before = set(sys.modules)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.syspath_prepend(str(ROOT / "scripts" / "bench"))
        from as_archive import write_archive
        from village import make_village

        write_archive(make_village(size), folder, languages=("zh-Hans", "en"))
    for name in set(sys.modules) - before:
        if "bench" in str(getattr(sys.modules[name], "__file__", None)):
            del sys.modules[name]


def write_built(folder: Path) -> None:
    """The same with its site, built some time after everything was written."""
    write_village(folder)
    for path in sorted(folder.rglob("*")):
        os.utime(path, (EARLIER, EARLIER))
    make(folder)


@pytest.fixture
def village(put_back: PutBack) -> Path:
    """The small archive with the site that was built from it."""
    return put_back("small-village", write_built)


def make(folder: Path, *, on: date = DAY, jobs: int = 1) -> Built:
    wish = Wish(Channel.WEB, on, jobs=jobs)
    return build(folder, wish=wish, site_dir=None, report=lambda *_: None)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by its path there."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of the site."""
    return files_below(folder / "site")


def from_nothing(folder: Path, *, on: date = DAY) -> dict[str, bytes]:
    """The site that the same content gives where nothing was ever built."""
    clean = folder.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(folder, clean, ignore=shutil.ignore_patterns(*MADE))
    make(clean, on=on)
    return tree(clean)


def unbuild(folder: Path) -> None:
    """Take away all that a build made."""
    for name in MADE:
        shutil.rmtree(folder / name)


def first(folder: Path, pattern: str) -> Path:
    return first_of(folder / "content", pattern)


def first_of(folder: Path, pattern: str) -> Path:
    return sorted(folder.glob(pattern))[0]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def consent_of_a_narrator(folder: Path) -> Path:
    found = sorted((folder / "content" / "consents").glob("*.md"))
    return next(path for path in found if "interviews/" in path.read_text("utf-8"))


def refuse_the_web(folder: Path) -> None:
    given = '{"use": "网站", "answer": "同意"}'
    replace(consent_of_a_narrator(folder), given, given.replace("同意", "不同意"))


def refuse_the_name(folder: Path) -> None:
    given = '{"subject": "姓名", "answer": "同意"}'
    replace(consent_of_a_narrator(folder), given, given.replace("同意", "不同意"))


def withdraw(folder: Path) -> None:
    path = consent_of_a_narrator(folder)
    replace(path, 'signed_on: "2024-01-05"', 'signed_on: "2024-01-05"\nwithdrawn_on: "2024-05-01"')


def seal_a_passage(folder: Path) -> None:
    path = consent_of_a_narrator(folder)
    text = path.read_text("utf-8")
    interview = text[text.index("interviews/") :].partition('"')[0]
    span = f'sealed_spans: [{{"interview": "{interview}", "start": 20.0, "end": 40.0}}]'
    replace(path, 'signed_on: "2024-01-05"', f'signed_on: "2024-01-05"\n{span}')


def add_a_term(folder: Path) -> None:
    path = first(folder, "terms/*.md")
    text = path.read_text("utf-8").replace("FY-", "FY-NEW-")
    path.with_name("new-word.md").write_text(text, "utf-8")


def rename_a_term(folder: Path) -> None:
    path = first(folder, "terms/*.md")
    text = path.read_text("utf-8")
    former = f'access: "开放"\nformer_ids: ["terms/{path.stem}"]'
    path.with_name("renamed.md").write_text(text.replace('access: "开放"', former), "utf-8")
    path.unlink()


def rename_a_person(folder: Path) -> None:
    path = first(folder, "people/*.md")
    name = path.read_text("utf-8").partition('name: "')[2].partition('"')[0]
    for file in sorted((folder / "content").rglob("*")):
        if file.suffix in (".md", ".vtt") and name in file.read_text("utf-8"):
            replace(file, name, "欧阳改名")


def hide_a_word(folder: Path) -> None:
    replace(first(folder, "interviews/*/transcript.vtt"), "<v 问>您", "<v 问>【不公开：您】")


def list_only(folder: Path) -> None:
    replace(first(folder, "documents/*.md"), 'access: "开放"', 'access: "仅列目"')


def sort_the_themes(folder: Path) -> None:
    names = re.search(
        r'themes: \["(.+?)", "(.+?)"\]', first(folder, "interviews/*/index.md").read_text()
    )
    assert names is not None
    table = folder / "content" / "vocabularies" / "themes.yml"
    table.parent.mkdir()
    table.write_text(f"都有: [{names[1]}, {names[2]}]\n", "utf-8")


def change_the_notice(folder: Path) -> None:
    replace(folder / "mkdocs.yml", "虚构村庄", "虚构的村庄")


def speak_one_language(folder: Path) -> None:
    replace(folder / "mkdocs.yml", "zh-Hans, en", "zh-Hans")


def make_a_person_nameless(folder: Path) -> None:
    path = first(folder, "people/*.md")
    name = path.read_text("utf-8").partition('name: "')[2].partition('"')[0]
    text = path.read_text("utf-8").replace(
        f'name: "{name}"', f'name: "老邻居"\nreal_name: "{name}"'
    )
    path.write_text(text.replace('name_kind: "真名"', 'name_kind: "化名"'), "utf-8")
    for file in sorted((folder / "content" / "interviews").rglob("index.md")):
        file.write_text(file.read_text("utf-8").replace(name, "老邻居"), "utf-8")


CHANGES = (
    Change("nothing", lambda folder: None),
    Change("nothing, looked at anew", lambda f: first_of(f / ".pintu/sites", "*.built").unlink()),
    Change("a person's text", lambda f: replace(first(f, "people/*.md"), "。\n", "，真的。\n")),
    Change(
        "a line of a transcript",
        lambda f: replace(first(f, "interviews/*/transcript.vtt"), "<v 问>", "<v 问>嗯，"),
    ),
    Change("a mark that withholds", hide_a_word),
    Change("a title", lambda f: replace(first(f, "places/*.md"), 'name: "', 'name: "村头')),
    Change("a record more", add_a_term),
    Change("a record less", lambda f: first(f, "terms/*.md").unlink()),
    Change("a record under a new id", rename_a_term),
    Change("a person under a new name", rename_a_person),
    Change("a person under a pseudonym", make_a_person_nameless),
    Change("a record closed", lambda f: replace(first(f, "events/*.md"), '"开放"', '"不开放"')),
    Change("a record listed", list_only),
    Change("a use refused", refuse_the_web),
    Change("a name refused", refuse_the_name),
    Change("a consent withdrawn", withdraw),
    Change("a passage sealed", seal_a_passage),
    Change("no consent", lambda f: replace(consent_of_a_narrator(f), '"网站"', '"微信"')),
    Change("a table of themes", sort_the_themes),
    Change("an editorial page", lambda f: replace(first(f, "pages/about.md"), "写错", "如写错")),
    Change("a setting", change_the_notice, spares=False),
    Change("a language less", speak_one_language, spares=False),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_build_after_a_change_is_a_clean_build(village: Path, change: Change) -> None:
    """Whatever changed in the folder, what is kept from the last build is never stale."""
    before = tree(village)
    change.edit(village)
    built = make(village)
    after = tree(village)
    assert after == from_nothing(village)
    is_nothing = change.name.startswith("nothing")
    assert (after == before) == is_nothing
    assert (built.written.unchanged > 0) == change.spares
    if is_nothing:
        assert built.written.pages == 0


class LookedAnew(Exception):
    """A build did not trust that all is as it was."""


@pytest.fixture
def watched(village: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The village, and a program that stops where it would read it."""

    def stop(*_: object, **__: object) -> None:
        raise LookedAnew

    monkeypatch.setattr(archive.build, "prepare", stop)
    return village


def test_while_nothing_changed_nothing_is_read(watched: Path) -> None:
    """And all that the last build had to say is said again."""
    built = make(watched)
    assert built.written == Written(unchanged=built.written.unchanged)
    assert built.written.unchanged > SIZE
    assert (built.records, built.derived) == (SIZE, 0)


REASONS: Mapping[str, Edit] = {
    "a record": lambda f: replace(first(f, "people/*.md"), "。\n", "！\n"),
    "a time alone": lambda f: os.utime(first(f, "terms/*.md")),
    "a file more": lambda f: (f / "content/people/new.md").write_text("x"),
    "a file less": lambda f: first(f, "consents/*.md").unlink(),
    "an empty folder": lambda f: (f / "content/wells").mkdir(),
    "a private note": lambda f: (
        first(f, "interviews/*/index.md").with_name("notes.md").write_text("x")
    ),
    "a table": lambda f: write_table(f / "content/vocabularies/pinyin.yml"),
    "an original": lambda f: write_table(f / "media/a.jpg"),
    "an editorial page": lambda f: replace(first(f, "pages/about.md"), "写错", "如写错"),
    "a setting": change_the_notice,
    "a folder that stands elsewhere": lambda f: (f / "media").symlink_to(f / "content"),
    "the site": lambda f: (f / "site/index.html").unlink(),
    "the ledger": lambda f: first_of(f / ".pintu/sites", "*.json").write_bytes(b"{}"),
    "what was kept": lambda f: first_of(f / ".pintu/sites", "*.built").write_bytes(b"x"),
}


def write_table(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("x", "utf-8")


@pytest.mark.parametrize("what", REASONS)
def test_whatever_changed_is_looked_at(watched: Path, what: str) -> None:
    """Anything that a site is made from, and the site itself."""
    REASONS[what](watched)
    with pytest.raises(LookedAnew):
        make(watched)


@pytest.mark.parametrize("code", ["media-no-space", "media-timeout"])
def test_what_may_pass_is_looked_at_again(
    village: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """Once there is room again, what was left out for want of it is made, though nothing else has
    changed."""
    fault = Problem(code, PurePosixPath("media/a.ogg"), None, {"original": "a.ogg", "seconds": "9"})
    person = first(village, "people/*.md")
    replace(person, "。\n", "！\n")
    os.utime(person, (EARLIER + 1, EARLIER + 1))
    with monkeypatch.context() as full:
        full.setattr(archive.build, "_media_problems", lambda _: iter([fault]))
        assert make(village).problems == (fault,)
    assert make(village).problems == ()


def test_another_day_or_channel_is_looked_at(watched: Path) -> None:
    """Consents end, and are given for one use and not for another."""
    for wish in (Wish(Channel.WEB, date(2024, 6, 2)), Wish(Channel.KIOSK, DAY)):
        with pytest.raises(LookedAnew):
            build(watched, wish=wish, site_dir=None, report=lambda *_: None)


def test_another_program_looks_anew(watched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was changed by so much as a file."""
    monkeypatch.setattr(last_build, "program", lambda: "another")
    with pytest.raises(LookedAnew):
        make(watched)


def test_what_is_just_written_is_not_believed(watched: Path) -> None:
    """A file may be written twice within the time that a disk tells apart."""
    survey = partial(last_build.survey, watched, channel=Channel.WEB, on=DAY)
    assert survey() is not None
    page = first(watched, "pages/about.md")
    ahead = time.time_ns() + 10**9
    os.utime(page, ns=(ahead, ahead))
    assert survey() is None


def test_a_changed_template_changes_every_page(
    village: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The templates are the program's own, so they are changed in a copy that it is pointed to."""
    templates = tmp_path / "templates"
    shutil.copytree(environment.TEMPLATES, templates)
    page = templates / "record.html"
    page.write_text(page.read_text("utf-8") + "<p>changed</p>\n", "utf-8")
    monkeypatch.setattr(site, "TEMPLATES", templates)
    monkeypatch.setattr(last_build, "program", lambda: "another")
    built = make(village)
    assert built.written.unchanged == 0
    assert tree(village) == from_nothing(village)
    assert b"<p>changed</p>" in (village / "site/people/peo-00000/index.html").read_bytes()


def test_a_day_on_which_a_consent_has_ended_takes_its_records_away(village: Path) -> None:
    """The day is asked anew in every build, also of what did not change."""
    replace(consent_of_a_narrator(village), '"永久"', '"2024-12-31"')
    make(village)
    before = tree(village)
    make(village, on=date(2025, 1, 1))
    assert tree(village) == from_nothing(village, on=date(2025, 1, 1))
    assert len(tree(village)) < len(before)


def share_work(
    monkeypatch: pytest.MonkeyPatch, *, batch: int, with_caller: bool = False
) -> list[list[Any]]:
    """Have even small work shared out among processes, ``batch`` records at a time; the one that
    asks for it does none of it, unless it is to.

    Gives the shares of each piece of work as they are done; each must have been done whole.
    """
    shared: list[list[Any]] = []
    run = LocalExecutor.map_unordered

    def checked(self: LocalExecutor, fn, items, is_shared=False):  # type: ignore[no-untyped-def]
        done: list[Any] = []
        shared.append(done)
        for finished in run(self, fn, items, is_shared=is_shared and with_caller):
            assert finished.failure in (None, LEFT)
            if isinstance(finished.item, crew.Task) and finished.failure is None:
                assert finished.value == finished.item.wanted
            done.append(finished.item)
            yield finished

    monkeypatch.setattr(LocalExecutor, "map_unordered", checked)
    for module in (readers, crew):
        monkeypatch.setattr(module, "MANY", 1)
        monkeypatch.setattr(module, "BATCH", batch)
    return shared


@pytest.mark.parametrize("with_caller", [False, True])
def test_several_processes_give_the_same_bytes_as_one(
    village: Path, monkeypatch: pytest.MonkeyPatch, with_caller: bool
) -> None:
    """Sharing the work is for large archives; here the bounds are lowered so that it happens."""
    alone = from_nothing(village)
    shared = share_work(monkeypatch, batch=5, with_caller=with_caller)
    unbuild(village)
    make(village, jobs=2)
    assert len(shared) == 2
    assert min(map(len, shared)) > 1
    assert tree(village) == alone


# Two builds at the same time


def test_a_build_waits_for_another_one(village: Path) -> None:
    """Neither sweeps what the other derives, nor empties the site that it writes."""
    told: list[str] = []
    is_waiting = threading.Event()

    def report(step: str, done: int, total: int) -> None:
        told.append(step)
        if step == "Waiting for another build":
            is_waiting.set()

    person = next((village / "content" / "people").glob("*.md"))
    with person.open("a", encoding="utf-8") as file:
        file.write("\n又想起一句。\n")
    wish = Wish(Channel.WEB, DAY, jobs=1)
    other = threading.Thread(
        target=build, args=(village,), kwargs={"wish": wish, "site_dir": None, "report": report}
    )
    with in_turn(village / ".pintu" / "building", waiting=pytest.fail):
        other.start()
        assert is_waiting.wait(60)
        before = tree(village)
        assert told == ["Waiting for another build"]
    other.join(60)
    assert tree(village) != before
    assert "又想起一句" in (village / "site" / "people" / person.stem / "index.html").read_text(
        "utf-8"
    )
