"""The page that explains every code, made from the table."""

from __future__ import annotations

from collections.abc import Iterable

from archive.errors.codes import PROBLEM_CODES, ProblemCode, Severity

_HEAD = (
    "# 问题一览 Problems\n\n"
    "`pintu check` 会一次报出所有问题：哪个文件、第几行、应该怎么写。"
    "错误（error）要改了才能发布，警告（warning）不改也能发布。"
    "花括号里的字在报告里会换成真实的内容。这一页由程序里的总表生成，不用手改。\n\n"
    "`pintu check` reports everything at once. An error must be mended before anything is built; "
    "a warning need not be. Words in braces stand for what was found. "
    "This page is made from the table in the program.\n\n"
)


def format_problem_codes(codes: Iterable[ProblemCode] | None = None) -> str:
    """Markdown with one section a code, sorted by code."""
    listed = sorted(codes or PROBLEM_CODES.values(), key=lambda code: code.code)
    return _HEAD + "\n".join(_format(code) for code in listed)


def _format(code: ProblemCode) -> str:
    zh = "错误" if code.severity is Severity.ERROR else "警告"
    return (
        f"## {code.code}\n\n"
        f"{zh} {code.severity.value}\n\n"
        f"- {_plain(code.zh)} {_plain(code.hint_zh)}\n"
        f"- {_plain(code.en)} {_plain(code.hint_en)}\n"
    )


def _plain(template: str) -> str:
    return template.replace("{{", "{").replace("}}", "}").replace("<", "&lt;")
