"""Writes docs/problems.md from the table of problem codes."""

from pathlib import Path

from archive.errors.page import format_problem_codes

if __name__ == "__main__":
    page = Path(__file__).parent.parent / "docs" / "problems.md"
    page.write_text(format_problem_codes(), encoding="utf-8")
    print(f"wrote {page}")
