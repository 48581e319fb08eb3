"""XML from outside, read without its dangers: document types, entities, depth without end."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

DEEPEST = 200
"""Elements inside elements; a page of Word has about twenty."""
MOST = 6_000_000
"""Elements in a file."""


class XmlRefused(Exception):
    """What is no XML, or XML that is not opened, with the reason in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def walk_xml(data: bytes) -> Iterator[tuple[bool, Element]]:
    """The elements of ``data`` as they begin (True) and end (False).

    At its end an element holds all that is inside it; whoever walks a large file empties it then
    (``element.clear()``). XmlRefused where the file is broken, names a document type or entities,
    or is nested beyond reason.
    """
    depth = count = 0
    try:
        # defusedxml raises subclasses of ValueError at DTDs and entities, and expat ValueError or
        # LookupError at encodings it does not know.
        for event, element in iterparse(
            io.BytesIO(data), events=("start", "end"), forbid_dtd=True, forbid_external=True
        ):
            is_start = event == "start"
            depth += 1 if is_start else -1
            count += is_start
            if depth > DEEPEST or count > MOST:
                raise XmlRefused("结构太深或太大", "it is nested too deep, or too large")
            yield is_start, element
    except ParseError as error:
        line = error.position[0]
        raise XmlRefused(
            f"第 {line} 行起不是完整的 XML", f"from line {line} on it is no whole XML"
        ) from error
    except (ValueError, LookupError) as error:
        raise XmlRefused(
            "里面有文档类型或实体声明，或编码不认识",
            "it declares a document type or entities, or has an unknown encoding",
        ) from error


def parse_xml(data: bytes) -> Element:
    """The root of ``data``, whole; XmlRefused as in `walk_xml`."""
    root: Element | None = None
    for _, element in walk_xml(data):
        root = element if root is None else root
    if root is None:
        raise XmlRefused("是空的", "it is empty")
    return root
