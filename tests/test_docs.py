"""What people read about Pintu: it names what exists, its examples work, and both languages agree.

Examples in the handbooks are fenced blocks that name their file: ```yaml content/people/a.md.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import click
import pytest

from archive.cli.commands import Surroundings, make_program
from archive.cli.console import Console
from archive.ingest.archive import Reading, read_archive
from archive.ingest.field_names import KIND_NAMES
from archive.ingest.shapes import MODELS, shapes_of
from archive.ingest.spoken_dates import NotUnderstood, parse_spoken
from archive.ingest.voices import naming_of, parse_voice
from archive.model.dates import parse_edtf
from archive.model.interview import Interview
from archive.model.marks import Words, format_marks, full_text, parse_marks, plain_text
from archive.model.projection import public_view
from archive.model.public import PublicView
from archive.model.terms import Channel, SlotState
from archive.model.transcript import Certainty, Role

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    [*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")],
    key=lambda path: path.as_posix(),
)
READMES = ("README.md", "README.en.md")
HANDBOOKS = ("docs/guide/worker.md", "docs/guide/worker.en.md")
ADDING = ("docs/guide/adding.md", "docs/guide/adding.en.md")
PAIRS = [READMES, HANDBOOKS, ADDING]
KILOBYTE = 1000


def read(name: str | Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_code(text: str) -> str:
    """The text less its fenced blocks and code spans."""
    text = re.sub(r"^( *)```.*?^\1```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)


def code_of(text: str) -> str:
    """Fenced blocks without a file name, and code spans, a line each."""
    blocks = re.findall(r"^```\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^( *)```.*?^\1```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", rest)])


# --- links ---------------------------------------------------------------------------------------


def links_of(text: str) -> list[str]:
    """Where the links and pictures of a page lead, within the project."""
    found = re.findall(r"\]\(([^()\s]+)\)", without_code(text))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors_of(text: str) -> set[str]:
    """What a link may name on a page: its own anchors, and its headings as they are slugged."""
    headings = re.findall(r"^#{1,6} (.+)$", without_code(text), flags=re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", one).strip().lower().replace(" ", "-") for one in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)">', text))


def leads_somewhere(link: str, *, page: Path) -> bool:
    """Whether the file is there, and the place on it."""
    name, _, anchor = unquote(link).partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not anchor or anchor in anchors_of(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    """Every link leads to a file of the project, and to a place that is on it."""
    links = links_of(page.read_text(encoding="utf-8"))
    assert [link for link in links if not leads_somewhere(link, page=page)] == []


def test_the_scan_sees_links_and_not_code() -> None:
    """Links in prose are found, those in examples are not."""
    text = "[a](b.md) `[c](d.md)` ![e](f.jpg)\n```\n[g](h.md)\n```\n[i](https://example.org/)"
    assert links_of(text) == ["b.md", "f.jpg"]
    assert anchors_of('## Two words, here\n<a id="x"></a>') == {"two-words-here", "x"}


def test_the_scan_sees_lost_links() -> None:
    """A file or a place that is not there is told from one that is."""
    page = DOCS / "fields.md"
    assert leads_somewhere("problems.md#accession-duplicate", page=page)
    assert leads_somewhere("#record", page=page)
    for lost in ("problem.md", "problems.md#no-such-code", "#recrod", "../../README.md"):
        assert not leads_somewhere(lost, page=page)


def test_every_page_is_found_from_the_start() -> None:
    """Nobody has to guess a file name: from either README a link leads to every page."""
    seen: set[Path] = set()
    waiting = [ROOT / name for name in READMES]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.is_file():
            continue
        seen.add(page)
        names = (unquote(link).partition("#")[0] for link in links_of(page.read_text("utf-8")))
        waiting += [(page.parent / name).resolve() for name in names if name.endswith(".md")]
    assert set(PAGES) - seen == set()


# --- commands ------------------------------------------------------------------------------------


def program() -> click.Group:
    return make_program(
        Surroundings(
            console=Console("en"),
            find_host=lambda: pytest.fail("no build is wanted"),
            today=lambda: date(2026, 1, 31),
            watch=None,
            tell_failure=lambda error, command, folder: None,
        )
    )


def options_of(command: click.Command) -> set[str]:
    own = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(options_of, inner))


@pytest.mark.parametrize("name", [*READMES, *HANDBOOKS, "CONTRIBUTING.md"])
def test_commands_that_are_named_exist(name: str) -> None:
    """What a page tells people to type can be typed: commands and their options."""
    commands = program().commands
    unknown = []
    for line in re.findall(r"(?:^|[ /])pintu ([^\n]+)", code_of(read(name)), re.MULTILINE):
        words = line.split()
        if words[0] not in commands:
            unknown.append(line)
            continue
        options = [word.partition("=")[0] for word in words if word.startswith("--")]
        unknown += [line for one in options if one not in options_of(commands[words[0]])]
    assert unknown == []


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_is_explained(name: str) -> None:
    """Nothing that can be typed is missing from the README."""
    code = code_of(read(name))
    for command in program().commands.values():
        inner = command.commands if isinstance(command, click.Group) else ()
        assert all(f"pintu {command.name} {name}" in code for name in inner)
        assert f"pintu {command.name}" in code
        options = {one for one in options_of(command) if one.startswith("--")}
        for option in options - {"--license"}:
            assert option in code, f"{command.name} {option}"


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_targets_of_make_exist(name: str) -> None:
    """Every `make …` is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", read(name), flags=re.MULTILINE))
    assert {"site", "test", "help"} <= named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_are_named_exist(page: Path) -> None:
    """A path of the program in a code span is there."""
    tops = "archive|plugins|scripts|tests|docs"
    text = page.read_text(encoding="utf-8")
    named = re.findall(rf"[` ]((?:{tops})/[\w./-]*\w/?)(?=[` :])", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


# --- fields and decisions ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def field_docs() -> ModuleType:
    """The script that writes docs/fields.md."""
    spec = importlib.util.spec_from_file_location("field_docs", ROOT / "scripts" / "field_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_fields_is_current(field_docs: ModuleType) -> None:
    """docs/fields.md is what the models say; when this fails run scripts/field_docs.py."""
    assert read("docs/fields.md") == field_docs.format_page()


def test_every_field_has_a_line(field_docs: ModuleType) -> None:
    """Each field of each kind and of each group stands in a table, with its documentation."""
    page = read("docs/fields.md")
    for model in (*MODELS.values(), *field_docs.parts_of_records()):
        notes = field_docs.documentation_of(model)
        for key, field in shapes_of(model).items():
            assert f"| `{key}` | {field.label_zh} {field.label} |" in page
            assert notes[key], f"{model.__name__}.{key} has no docstring"
    for kind in MODELS:
        assert f"## {KIND_NAMES[kind.value][0]}" in page
    for term in field_docs.used_terms():
        for one in term:
            assert f"| `{one.value}` | {one.zh} | {one.hant} | {one.en} |" in page


def test_decisions_are_listed_and_whole() -> None:
    """Numbers run on, each page has its three parts, and the list names them all by title."""
    pages = sorted(DOCS.glob("decisions/[0-9]*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", read("docs/decisions/README.md"), re.MULTILINE)
    titles = [(page.read_text("utf-8").split("\n")[0][2:], page.name) for page in pages]
    assert listed == titles
    for page in pages:
        headings = re.findall(r"^## (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], page.name


# --- both languages ------------------------------------------------------------------------------


def headings_of(text: str) -> list[tuple[int, str]]:
    """Level and anchor of each heading, in order; a heading without an anchor has an empty one."""
    found, anchor = [], ""
    for line in re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL).split("\n"):
        if match := re.fullmatch(r'<a id="(.+)"></a>', line):
            anchor = match[1]
        elif match := re.match(r"(#{1,6}) ", line):
            found.append((len(match[1]), anchor))
            anchor = ""
    return found


@pytest.mark.parametrize(("chinese", "english"), PAIRS)
def test_both_languages_say_the_same_in_the_same_order(chinese: str, english: str) -> None:
    """The same headings, tables and commands; each page leads to the other."""
    ours, theirs = read(chinese), read(english)
    assert len(headings_of(ours)) > 5
    assert headings_of(ours) == headings_of(theirs)
    rows = [len(re.findall(r"^\|", text, flags=re.MULTILINE)) for text in (ours, theirs)]
    assert rows[0] == rows[1]
    assert Path(english).name in links_of(ours)
    assert Path(chinese).name in links_of(theirs)


@pytest.mark.parametrize(("chinese", "english"), PAIRS)
def test_pages_are_in_their_language(chinese: str, english: str) -> None:
    """The Chinese page is Chinese, the English one English but for marks and examples."""
    shares = []
    for name in (chinese, english):
        prose = without_code(read(name))
        shares.append(len(re.findall(r"[\u4e00-\u9fff]", prose)) / len(prose))
    assert shares[0] > 0.4
    assert shares[1] < 0.02


PLACE_WORDS = [
    # One letter stands in brackets, or this file would find itself.
    r"\b[s]essions?\b",
    r"\b[h]elpers?\b",
    r"\b[a]gents?\b",
    r"\b[a]ssistants?\b",
    r"\b[p]rompts?\b",
    r"\b[c]hatbots?\b",
    r"(?<![\w./])/[t]mp\b",
    r"[s]hared/",
    r"\bTO[D]O\b",
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_speak_of_the_product_alone(page: Path) -> None:
    """No page tells of the place where it was written, or promises what is not there."""
    text = page.read_text(encoding="utf-8")
    found = [one for one in PLACE_WORDS if re.search(one, text, flags=re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize("name", READMES)
def test_figures_are_in_one_place(name: str) -> None:
    """Speed and memory are measured and told in docs/benchmarks.md, and only pointed to here."""
    text = read(name)
    assert "docs/benchmarks.md" in links_of(text)
    assert not re.search(r"\d ?(?:ms|秒内|seconds|倍|times faster)\b", text)


def test_pictures_are_small_and_shown() -> None:
    """Pictures of the site are shown in both languages and load quickly."""
    for folder, pages in (("docs/pictures", READMES), ("docs/guide/pictures", ADDING)):
        pictures = sorted((ROOT / folder).iterdir())
        assert pictures
        for picture in pictures:
            assert picture.stat().st_size <= 150 * KILOBYTE, picture.name
            shown = picture.relative_to(ROOT)
            for name in pages:
                place = Path(name).parent.as_posix()
                link = shown.as_posix() if place == "." else shown.relative_to(place).as_posix()
                assert link in links_of(read(name))


# --- the handbook's examples ---------------------------------------------------------------------


def examples_of(text: str) -> Iterator[tuple[str, str]]:
    """The files that a handbook writes: path and text."""
    fences = r"^```\w+ (content/\S+)\n(.*?)^```$"
    yield from re.findall(fences, text, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(params=HANDBOOKS)
def handbook(request: pytest.FixtureRequest) -> str:
    """The text of a handbook."""
    return read(request.param)


@pytest.fixture
def reading(handbook: str, tmp_path: Path) -> Reading:
    """The archive that somebody has who copies every example of the handbook."""
    for path, text in examples_of(handbook):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_archive(tmp_path)


@pytest.fixture
def view(reading: Reading) -> PublicView:
    """What of it is published on a website."""
    return public_view(reading.archive, channel=Channel.WEB, on=date(2026, 1, 31))


def test_the_examples_are_right(reading: Reading) -> None:
    """Whoever copies the examples has a whole archive without one problem."""
    assert reading.problems == ()
    kinds = {record.partition("/")[0] for record in reading.archive.records}
    assert kinds == {
        *("people", "consents", "interviews", "photos", "puzzles", "exhibits", "visits"),
        *("places", "sketches"),
    }


def test_what_the_example_withholds_is_withheld(reading: Reading, view: PublicView) -> None:
    """The words between the marks are neither read nor heard, and the other words are."""
    (transcripts,) = reading.archive.transcripts.values()
    assert transcripts.archival is not None
    (telling,) = view.archive.tellings.values()
    heard = "".join(full_text(segment.spans) for segment in transcripts.archival.segments)
    shown = "".join(full_text(segment.spans) for segment in telling.segments)
    for secret in re.findall(r"【不公开：(.+?)】|【化名：(.+?)[|｜]", " ".join(_cues(reading))):
        words = "".join(secret)
        assert words in heard
        assert words not in shown
    assert [(span.start, span.end) for span in telling.silences] == [(17.3, 20.2), (20.8, 27.2)]
    assert telling.voice is not None


def _cues(reading: Reading) -> list[str]:
    return [
        format_marks(segment.spans)
        for transcripts in reading.archive.transcripts.values()
        for segment in (transcripts.archival.segments if transcripts.archival else ())
    ]


def test_the_example_photograph_waits_for_consent(view: PublicView) -> None:
    """As the handbook says: the consent does not name it, so it is held back and told of."""
    held = {one.record: one.what for one in view.withheld if one.record.startswith("photos/")}
    assert list(held.values()) == ["record"]
    assert not any(record.startswith("photos/") for record in view.archive.records)


def section(text: str, anchor: str) -> str:
    """A page from an anchor to the next one."""
    return text.partition(f'<a id="{anchor}"></a>')[2].partition('<a id="')[0]


def first_cells(text: str) -> list[str]:
    """The first cell of each row of the tables in ``text``, without their heads."""
    rows = re.findall(r"^\| (.+?) \|", text, flags=re.MULTILINE)
    return [row for row in rows if "`" in row]


def test_marks_are_explained_as_they_work(handbook: str) -> None:
    """Each mark of the table is one, is not faulty, and hides what it is said to hide."""
    marks = [cell.strip("`") for cell in first_cells(section(handbook, "marks"))]
    assert len(marks) == 8
    for mark in marks:
        spans, faults = parse_marks(mark)
        assert faults == ()
        assert len(spans) == 1
        assert not isinstance(spans[0], Words), mark
    hidden = [mark for mark in marks if plain_text(parse_marks(mark)[0]) not in mark]
    assert all("听不清" in mark for mark in hidden)
    assert plain_text(parse_marks(marks[0])[0]) == ""


def test_voices_are_explained_as_they_work(handbook: str, reading: Reading) -> None:
    """Each way of writing who speaks means what its row says."""
    rows = first_cells(section(handbook, "voices"))
    voices = [voice for row in rows for voice in re.findall(r"<v ([^>]+)>", row)]
    told = {voice: parse_voice(voice) for voice in voices}
    assert {certainty for _, certainty in told.values()} == set(Certainty)
    (interview,) = (r for r in reading.archive.records.values() if isinstance(r, Interview))
    naming = naming_of(interview, reading.archive.people)
    roles = {name: naming.speaker(name).role for names, _ in told.values() for name in names}
    assert set(roles.values()) >= {Role.NARRATOR, Role.INTERVIEWER, Role.GROUP, Role.UNKNOWN}
    assert roles["众人"] is roles["大家"] is Role.GROUP
    assert roles["问" if "问" in roles else "Q"] is Role.INTERVIEWER
    assert roles[interview.collectors[0]] is Role.INTERVIEWER


def test_dates_are_explained_as_they_work(handbook: str) -> None:
    """The table's dates are read, and those said to be refused are."""
    text = section(handbook, "time")
    read_as = [span for cell in first_cells(text) for span in re.findall(r"`([^`]+)`", cell)]
    assert len(read_as) > 8
    for words in read_as:
        assert parse_spoken(words) if words == "不详" else parse_spoken(words).is_known
    refused = ("农历八月十五", "三十八年")
    for words in refused:
        assert f"`{words}`" in text
        with pytest.raises(NotUnderstood):
            parse_spoken(words)
    for edtf in ("1958-12", "195X", "1958~", "1958?", "1954/1983", "1954/.."):
        assert f"`{edtf}`" in text
        assert parse_edtf(edtf).is_known


def test_withdrawal_works_as_it_is_told(handbook: str, tmp_path: Path) -> None:
    """Adding the one line that the handbook names takes everything of that person away."""
    line = re.findall(r"`(withdrawn_on: [\d-]+)`", section(handbook, "withdraw"))[0]
    for path, text in examples_of(handbook):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.startswith("content/consents/"):
            text = text.replace("\nsigned_on:", f"\n{line}\nsigned_on:")
            assert line in text
        file.write_text(text, encoding="utf-8")
    reading = read_archive(tmp_path)
    assert reading.problems == ()
    view = public_view(reading.archive, channel=Channel.WEB, on=date(2026, 1, 31))
    # The puzzle and the sketch are the archive's own; what was told is gone, and so is the house.
    left = {record.partition("/")[0] for record in view.archive.records}
    assert left == {"puzzles", "sketches"}
    filled = [slot for slots in view.archive.assemblies.values() for slot in slots]
    assert {slot.state for slot in filled} == {SlotState.EMPTY}
    assert view.orders == ()
