"""Where each value of a front matter stands, to the character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from archive.ingest.front_matter import Parser

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)


@dataclass(slots=True)
class Node:
    """A value in a text: ``text[start:end]``, without the empty lines and comments behind it."""

    start: int
    end: int
    is_flow: bool = False
    """Written within brackets, or within something that is."""
    is_scalar: bool = True
    items: list[tuple[Node | None, Node]] = field(default_factory=list)
    """The items of a list, or of a mapping with their keys."""

    def scalars(self) -> Iterator[Node]:
        """Every single value in it, keys too."""
        if self.is_scalar:
            yield self
        for key, item in self.items:
            if key is not None:
                yield key
            yield from item.scalars()


def parse_nodes(text: str, start: int, end: int) -> Node:
    """The nodes of the YAML in ``text[start:end]``, which `parse_front_matter` has read without a
    fault."""
    parser = Parser(text[start:end])
    parser.get_event()
    parser.get_event()
    return _node(parser, parser.get_event(), text, start, is_flow=False)


def mask_values(text: str, node: Node) -> str:
    """``text`` with every value of ``node`` blotted out: what is left are signs and comments."""
    masked = list(text)
    for scalar in node.scalars():
        masked[scalar.start : scalar.end] = "x" * (scalar.end - scalar.start)
    return "".join(masked)


def comments_of(masked: str, start: int, end: int) -> list[str]:
    """The comments between two places of a text whose values are masked."""
    return [match[0].rstrip() for match in _COMMENT.finditer(masked, start, end)]


def _node(parser: Any, event: Any, text: str, offset: int, *, is_flow: bool) -> Node:
    start, end = offset + event.start_mark.index, offset + event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        while event.style in ("|", ">") and end > start and text[end - 1] in " \n":
            end -= 1
        return Node(start, end, is_flow)
    node = Node(start, end, is_flow or bool(event.flow_style), is_scalar=False)
    is_mapping = isinstance(event, yaml.MappingStartEvent)
    while not isinstance(inner := parser.get_event(), yaml.CollectionEndEvent):
        key = None
        if is_mapping:
            key = _node(parser, inner, text, offset, is_flow=node.is_flow)
            inner = parser.get_event()
        node.items.append((key, _node(parser, inner, text, offset, is_flow=node.is_flow)))
    if node.is_flow:
        closing: Any = inner.end_mark
        node.end = offset + closing.index
    elif node.items:
        node.end = node.items[-1][1].end
    return node
