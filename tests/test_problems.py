"""Problems: every code has its fault, its page and its sentences in both languages."""

import errno
import re
import shutil
import string
from pathlib import Path, PurePosixPath
from typing import Any, cast

import pytest

from archive.derive import derivation
from archive.derive.problems import MediaFault
from archive.errors import PROBLEM_CODES, ContentError, Problem, Severity, codes, has_errors
from archive.errors.page import format_problem_codes
from archive.ingest.archive import read_archive
from archive.ingest.field_names import FIELD_NAMES_ZH, KIND_NAMES
from archive.ingest.originals import check_originals
from archive.ingest.shapes import MODELS, shapes_of
from archive.model.fields import Part, fields_of
from archive.model.kinds import Kind

SAMPLES = Path(__file__).parent / "samples"
OURS = sorted(folder.parent.name for folder in SAMPLES.glob("*/expected.txt"))

SHOWN_BY_A_TEST = {
    "file-symlink": "test_links_are_never_followed",
    "file-too-large": "test_a_text_too_large_is_not_read",
    "add-empty": "test_what_is_not_taken_is_told",
    "add-left-behind": "test_what_is_not_taken_is_told",
    "add-link": "test_what_is_not_taken_is_told",
    "add-name": "test_what_is_not_taken_is_told",
    "add-not-there": "test_a_picture_in_a_document_is_an_original_too",
    "add-no-reader": "test_what_is_not_taken_is_told",
    "add-too-deep": "test_what_is_not_taken_is_told",
    "add-unknown": "test_what_is_not_taken_is_told",
    "import-no-date": "test_what_the_sources_lack_is_told",
    "import-no-title": "test_what_the_sources_lack_is_told",
    "import-empty-turn": "test_what_the_sources_lack_is_told",
    "import-heading": "test_what_the_sources_lack_is_told",
    "import-no-words": "test_every_row_is_kept_repaired_or_listed",
    "import-no-metadata": "test_every_row_is_kept_repaired_or_listed",
    "import-row-empty": "test_every_row_is_kept_repaired_or_listed",
    "import-row-overflow": "test_every_row_is_kept_repaired_or_listed",
    "add-licence-closed": "test_a_licence_speaks_of_what_was_published",
    "add-picture-waits": "test_a_picture_with_a_number_is_shown_to_its_object",
    "import-time-unread": "test_every_row_is_kept_repaired_or_listed",
    "import-time-order": "test_every_row_is_kept_repaired_or_listed",
    "import-id-again": "test_every_row_and_every_file_is_told",
    "import-row-no-id": "test_every_row_and_every_file_is_told",
    "import-row-stray": "test_every_row_and_every_file_is_told",
    "import-parent-missing": "test_every_row_and_every_file_is_told",
    "import-file-elsewhere": "test_every_row_and_every_file_is_told",
    "import-file-absent": "test_every_row_and_every_file_is_told",
    "import-file-kept-out": "test_every_row_and_every_file_is_told",
    "import-files-left": "test_every_row_and_every_file_is_told",
    "import-fields-missing": "test_every_row_and_every_file_is_told",
    "import-maker-tells": "test_every_row_and_every_file_is_told",
    "import-row-restricted": "test_every_row_and_every_file_is_told",
    "import-narrator-guessed": "test_who_tells_is_taken_from_the_title_and_said_so",
    "import-restricted": "test_what_is_restricted_stays_closed",
    "import-point-unread": "test_an_index_that_cannot_be_read",
    "import-reference-unknown": "test_references_that_lead_nowhere_are_told",
    "import-mark-foreign": "test_an_archive_comes_in_without_errors",
    "import-mark-open": "test_an_archive_comes_in_without_errors",
    "import-translation-withheld": "test_an_archive_comes_in_without_errors",
    "import-quote-unclosed": "test_a_quotation_mark_that_is_never_closed_swallows_nothing",
    "import-off-record": "test_every_row_is_kept_repaired_or_listed",
    "import-closed": "test_without_a_licence_everything_is_closed",
    "sheet-refused": "test_a_row_that_cannot_be_a_record_is_told_of",
    "sheet-no-header": "test_nothing_is_read_silently",
    "sheet-hidden": "test_nothing_is_read_silently",
    "sheet-comment": "test_nothing_is_read_silently",
    "sheet-comment-left": "test_nothing_is_read_silently",
    "sheet-formula": "test_nothing_is_read_silently",
    "sheet-cell-error": "test_nothing_is_read_silently",
    "sheet-column-unknown": "test_every_row_of_a_dirty_table_is_told_of",
    "sheet-column-missing": "test_every_row_of_a_dirty_table_is_told_of",
    "sheet-cell": "test_every_row_of_a_dirty_table_is_told_of",
    "sheet-cell-refused": "test_rows_that_are_new",
    "sheet-date-words": "test_every_row_of_a_dirty_table_is_told_of",
    "sheet-repaired": "test_every_row_of_a_dirty_table_is_told_of",
    "sheet-row-odd": "test_every_row_of_a_dirty_table_is_told_of",
    "sheet-row-repeated": "test_every_row_of_a_dirty_table_is_told_of",
    "sheet-rows-blank": "test_every_row_of_a_dirty_table_is_told_of",
    "sheet-row-incomplete": "test_a_row_that_cannot_be_a_record_is_told_of",
    "value-wrong": "test_a_value_that_no_rule_names_is_told_all_the_same",
}
"""Codes whose fault no file in git can hold, with the test that makes it."""


def found_in(sample: str) -> list[Problem]:
    folder = SAMPLES / sample
    reading = read_archive(folder)
    problems = list(reading.problems)
    if sample.startswith("original-"):
        problems += check_originals(reading.archive, media_dir=folder / "media")
    return problems


@pytest.mark.parametrize("sample", OURS)
def test_a_sample_shows_its_faults_and_no_others(sample: str) -> None:
    """An archive with known faults gives exactly these, each at its file and line."""
    found = sorted(f"{p.code} {p.path} {p.line or '-'}" for p in found_in(sample))
    expected = (SAMPLES / sample / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert found == sorted(expected)


@pytest.mark.parametrize("sample", OURS)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_sentence_has_all_its_facts(sample: str, language: str) -> None:
    """No sentence is left with a gap where a fact belongs."""
    for problem in found_in(sample):
        template = problem.kind.zh + problem.kind.hint_zh + problem.kind.en + problem.kind.hint_en
        named = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        for name in named:
            suffix = "zh" if language.startswith("zh") else "en"
            assert name in problem.facts or f"{name}_{suffix}" in problem.facts, problem
        assert problem.message(language)
        assert "{" not in problem.message(language).replace("{spoken", "")


def test_every_code_has_its_fault() -> None:
    """A code nobody ever saw may not work: each stands in a sample or in a named test."""
    text = "".join((SAMPLES / name / "expected.txt").read_text("utf-8") for name in OURS)
    shown = {line.split(" ", 1)[0] for line in text.splitlines()}
    tests = "".join(f.read_text("utf-8") for f in Path(__file__).parent.glob("test_*.py"))
    own = Path(__file__).read_text("utf-8").partition("def test_")[0]
    elsewhere = {c for c in PROBLEM_CODES if f'"{c}"' in tests.replace(own, "")}
    assert set(PROBLEM_CODES) == shown | set(SHOWN_BY_A_TEST) | elsewhere
    for name in SHOWN_BY_A_TEST.values():
        assert f"def {name}(" in tests


def test_no_code_is_given_twice() -> None:
    """The second would take the sentences of the first."""
    written = Path(codes.__file__).read_text(encoding="utf-8")
    given = re.findall(r"^    _(?:error|warning)\(\s+\"([a-z-]+)\"", written, flags=re.M)
    assert sorted(given) == sorted(PROBLEM_CODES)


def test_the_page_of_problems_is_current() -> None:
    """docs/problems.md is the table; when this fails run scripts/problems_page.py."""
    page = Path(__file__).parent.parent / "docs" / "problems.md"
    assert page.read_text(encoding="utf-8") == format_problem_codes()
    for code in PROBLEM_CODES:
        assert f"\n## {code}\n" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(PROBLEM_CODES))
def test_a_code_speaks_both_languages(code: str) -> None:
    """Both languages say what is wrong and what to write, from the same facts."""
    kind = PROBLEM_CODES[code]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in kind.zh + kind.hint_zh)
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in kind.en)
    assert all((kind.zh, kind.hint_zh, kind.en, kind.hint_en))
    assert code == code.lower().replace("_", "-")

    def facts(*templates: str) -> set[str]:
        parsed = (string.Formatter().parse(template) for template in templates)
        return {name for fields in parsed for _, name, _, _ in fields if name}

    assert facts(kind.zh, kind.hint_zh) == facts(kind.en, kind.hint_en)


def test_every_field_has_a_chinese_name() -> None:
    """The labels of all fields are in the Chinese table, and the table holds no others."""
    labels = set()
    waiting: list[type[Part]] = list(MODELS.values())
    seen: set[type[Part]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        labels |= {f.label for f in fields_of(model) if f.name != "body"}
        for field in shapes_of(model).values():
            inner = (field.shape.inner or field.shape).model
            if inner is not None:
                waiting.append(inner)
    labels |= {"Text"}
    assert set(FIELD_NAMES_ZH) == labels
    assert set(KIND_NAMES) == {kind.value for kind in Kind} == {k.value for k in MODELS}


def test_problems_sort_by_place_and_go_into_sets() -> None:
    """Order is file, line, code; equal findings are one."""
    path = PurePosixPath("content/people/a.md")
    first = Problem("yaml-tab", path, 2)
    second = Problem("yaml-tab", path, 10)
    assert sorted([second, first]) == [first, second]
    assert len({first, Problem("yaml-tab", path, 2)}) == 1
    with pytest.raises(ValueError, match="no such problem code"):
        Problem("no-such-code", path)


def test_json_is_for_other_programs() -> None:
    """Everything in the JSON is a plain value, in the language asked for."""
    problem = Problem("speaker-unknown", PurePosixPath("a.vtt"), 4, {"seen": "阿婆"})
    assert problem.to_json("en") == {
        "code": "speaker-unknown",
        "severity": "error",
        "path": "a.vtt",
        "line": 4,
        "message": "It is not known who “阿婆” is.",
        "hint": problem.hint("en"),
        "facts": {"seen": "阿婆"},
    }


def test_only_errors_forbid_building() -> None:
    """Warnings alone let a build go on; the error tells how many errors there are."""
    path = PurePosixPath("a.md")
    warning, error = Problem("file-encoding", path), Problem("yaml-tab", path)
    assert warning.severity is Severity.WARNING
    assert not has_errors([warning])
    assert has_errors([warning, error])
    assert str(ContentError([warning, error])) == "1 errors in the content"


def test_a_private_number_is_not_repeated() -> None:
    """The report may be passed on, so it tells only the first three digits."""
    for problem in found_in("private-numbers"):
        said = str(problem.to_json("zh-Hans")) + str(problem.to_json("en"))
        for number in ("11010519491231002X", "6228480402564890018", "13800138000", "87654321"):
            assert number not in said
            assert number[:7] not in said


def test_links_are_never_followed(tmp_path: Path) -> None:
    """A link in content/ is told of and not read, wherever it leads."""
    shutil.copytree(SAMPLES / "whole", tmp_path / "a")
    secret = tmp_path / "secret.md"
    secret.write_text("---\nname: 秘密\n---\n", encoding="utf-8")
    (tmp_path / "a/content/people/secret.md").symlink_to(secret)
    (tmp_path / "a/content/places/all").symlink_to(tmp_path)
    reading = read_archive(tmp_path / "a")
    assert [(p.code, p.path.name) for p in reading.problems] == [
        ("file-symlink", "secret.md"),
        ("file-symlink", "all"),
    ]
    assert "people/secret" not in reading.archive.records


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room nothing is derived, and the worker hears why."""

    # Patched, because no test can fill a disk and be friends with the others.
    def fill(_task: object) -> Any:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(derivation, "_derive_entry", fill)
    fault = derivation.derive_one(cast("Any", object()))
    assert isinstance(fault, MediaFault)
    assert fault.code == "media-no-space"
