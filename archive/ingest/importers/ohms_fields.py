"""The texts of an OHMS record, each taken once: what nothing took shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

KNOWN = frozenset(
    "version date date_nonpreferred_format cms_record_id title accession duration collection_id "
    "collection_name series_id series_name repository funding repository_url subject keyword "
    "interviewee interviewer format file_name sync sync_alt transcript_alt_lang translate media_id "
    "media_url mediafile host avalon_target_domain host_account_id host_player_id host_clip_id "
    "clip_format kembed language user_notes index point time title_alt partial_transcript "
    "partial_transcript_alt synopsis synopsis_alt keywords keywords_alt subjects subjects_alt "
    "gpspoints gps gps_zoom gps_text gps_text_alt hyperlinks hyperlink hyperlink_text "
    "hyperlink_text_alt type description rel transcript transcript_alt vtt_transcript "
    "vtt_transcript_alt rights fmt usage userestrict xmllocation xmlfilename collection_link "
    "series_link intnum occupation birthyear residence origin locations mp3 previous next "
    "disp_name record".split()
)
"""Every element that an OHMS file of any version has."""

Leaf = tuple[Element, str]
"""An element, and which of its texts: an attribute's name, ``""`` its own, ``+`` after it."""


def name_of(element: Element) -> str:
    """The name of an element without its namespace, whichever that is."""
    return str(element.tag).rpartition("}")[2]


def count_texts(record: Element) -> int:
    """How many texts there are in ``record``: of elements, of attributes, between elements."""
    inner = [one for one in record.iter() if one is not record]
    return (
        sum(bool((one.text or "").strip()) for one in (record, *inner))
        + sum(bool((one.tail or "").strip()) for one in inner)
        + sum(bool(value.strip()) for one in (record, *inner) for value in one.attrib.values())
    )


class Fields:
    """The texts of one record. Whatever is read of it is taken from here."""

    def __init__(self, record: Element) -> None:
        self.record = record
        self._left: dict[tuple[int, str], tuple[Leaf, str, str]] = {}
        self.taken = 0
        waiting = [(record, "")]
        while waiting:
            element, path = waiting.pop()
            self._add(element, "", path, element.text)
            for key, value in element.attrib.items():
                self._add(element, key, f"{path}@{key.rpartition('}')[2]}", value)
            if element is not record:
                self._add(element, "+", path.rpartition("/")[0], element.tail)
            counts: dict[str, int] = {}
            inner = []
            for child in element:
                name = name_of(child)
                counts[name] = counts.get(name, 0) + 1
                number = f"[{counts[name]}]" if counts[name] > 1 else ""
                inner.append((child, f"{path}/{name}{number}".lstrip("/")[-_LONGEST_PLACE:]))
            waiting += reversed(inner)

    def _add(self, element: Element, part: str, path: str, text: str | None) -> None:
        if text and text.strip():
            self._left[id(element), part] = ((element, part), path, text)

    def text(self, element: Element, part: str = "") -> str:
        """A text of an element, taken; empty where it has none or where it was taken before."""
        return self.raw(element, part).strip()

    def raw(self, element: Element, part: str = "") -> str:
        """As `text`, with the lines that stand empty before and after it."""
        found = self._left.pop((id(element), part), None)
        if found is None:
            return ""
        self.taken += 1
        return found[2]

    def peek(self, element: Element) -> str:
        """The text of an element, left where it is."""
        found = self._left.get((id(element), ""))
        return found[2].strip() if found else ""

    def all(self, *names: str, of: Element | None = None) -> list[str]:
        """The texts of the children with one of these names, in order, taken."""
        texts = (self.text(child) for child in self.children(*names, of=of))
        return [text for text in texts if text]

    def first(self, *names: str, of: Element | None = None) -> str:
        """The first text of a child with one of these names; the others are left."""
        for child in self.children(*names, of=of):
            if text := self.text(child):
                return text
        return ""

    def children(self, *names: str, of: Element | None = None) -> list[Element]:
        """The children with one of these names."""
        parent = self.record if of is None else of
        return [child for child in parent if name_of(child) in names]

    def left(self) -> Iterator[tuple[str, str, bool]]:
        """What nothing took, in the order of the file: where it stands, its text, and whether it
        stands in an element that OHMS has."""
        for (element, part), path, text in self._left.values():
            is_known = part != "+" and name_of(element) in KNOWN and (not part or part in _OURS)
            yield path or "record", text.strip(), is_known

    def __len__(self) -> int:
        return len(self._left)


_LONGEST_PLACE = 200
"""Characters of the way to an element that are told."""
_OURS = frozenset({"id", "dt", "value", "format"})


def split_list(texts: Iterable[str]) -> list[str]:
    """The entries of lists that are divided by ``;``, each once."""
    entries = (entry.strip() for text in texts for entry in text.split(";"))
    return list(dict.fromkeys(entry for entry in entries if entry))
