"""Links and raw HTML in what people wrote, as they may be published.

Only a link to a record that is there stays; of any other nothing but its words. What stands in
angle brackets as a comment is a note to oneself, and goes.
"""

import re
from collections.abc import Callable

_INLINE = re.compile(r"!?\[([^\[\]]*)\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_DEFINITION = re.compile(r"^[ >]*\[([^\[\]\n]+)\]:[ \t]*\n?[ \t]*(\S+)[^\n]*\n?", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*=[^<>]*>")
_RECORD = re.compile(
    r"\s*<?(?:\.{1,2}/|/)*([a-z]+/[a-z0-9-]+)(?:(?:/index)?(?:\.md|\.html)|/)?(?:[#?>\s]|$)"
)


def project_links(text: str, *, may_link: Callable[[str], bool]) -> str:
    """``text`` without links to where nobody may go; ``may_link`` is asked with a record's id."""
    if "<" in text:
        text = _TAG.sub("", _COMMENT.sub("", text))
    if "]:" in text:
        text = _without_definitions(text, may_link)
    if "](" in text:
        text = _INLINE.sub(lambda m: m[0] if _leads(m[0], m[2], may_link) else m[1], text)
    return text


def _leads(link: str, target: str, may_link: Callable[[str], bool]) -> bool:
    found = _RECORD.match(target)
    return found is not None and not link.startswith("!") and may_link(found[1])


def _without_definitions(text: str, may_link: Callable[[str], bool]) -> str:
    """Links told of at the foot, ``[words][1]`` and ``[1]: …``: those that go nowhere."""
    for match in [*_DEFINITION.finditer(text)]:
        if not _leads("", match[2], may_link):
            label = re.escape(match[1])
            text = text.replace(match[0], "")
            text = re.sub(rf"\[([^\[\]]*)\]\[{label}\]", r"\1", text)
    return text
