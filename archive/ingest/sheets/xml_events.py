"""XML read as it flows by, without a tree: a table of a million cells is never in memory twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from archive.ingest.sheets.cells import SheetRefused

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


def read_events(chunks: Iterable[bytes], *, start: Start, end: End, words: End) -> None:
    """Tell of every element, by its name without its prefix, and of all words. Attributes keep
    theirs.

    Raises SheetRefused for what is no XML, or declares a document type: nothing that a spreadsheet
    needs, and the door to other files and to texts without end.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local: dict[str, str] = {}

    def begin(name: str, attributes: Attributes) -> None:
        found = local.get(name)
        if found is None:
            found = local[name] = name.rpartition(":")[2]
        start(found, attributes)

    def finish(name: str) -> None:
        end(local[name])

    def refuse(*_: object) -> None:
        raise SheetRefused("里面有文档类型声明，可能有害", "it declares a document type")

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise _broken() from error


def _broken() -> SheetRefused:
    return SheetRefused("文件坏了，读不下去", "the file is damaged")
