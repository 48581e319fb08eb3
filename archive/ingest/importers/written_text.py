"""One document in which nobody speaks, into a paper of the village: closed, until a person has
looked at what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.file_names import parse_name
from archive.ingest.importers.enclosed import Enclosed, photos_of
from archive.ingest.importers.header_lines import Header, day_of, mask_header, words_of_date
from archive.ingest.importers.spoken_text import UNKNOWN, private_notes
from archive.ingest.incoming import Draft, Incoming, Tally, Unit, Whence
from archive.ingest.off_record import detail_problems, mask_details, withhold_in_text
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, record_id
from archive.model.terms import DocumentType, Secrecy
from archive.values import dataclass

_LONGEST_TITLE = 200
_LINK = re.compile(r"\](?=\((?!\s*<?[a-z][a-z0-9+.-]*:))", re.IGNORECASE)
"""A link of Markdown to a file beside the document: here it would lead to a record of that name,
or nowhere."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A document as it was understood."""

    path: PurePosixPath
    origin: str
    """What it was read from, in Chinese."""
    text: str
    header: Header = field(default_factory=Header)
    notes: Sequence[str] = ()
    """For the worker alone."""
    pictures: Sequence[Enclosed] = ()
    problems: Sequence[Problem] = ()
    tallies: Mapping[Unit, Tally] = field(default_factory=dict)


def bring_in_writing(writing: Writing) -> Incoming:
    """The draft of a document, with what a person has to decide on withheld and told of."""
    path, (header, masked) = writing.path, mask_header(writing.header)
    stem, named = mask_details(path.stem)
    told = parse_name(stem)
    title = (header.values.get("title") or told.topic or stem)[:_LONGEST_TITLE].strip()
    problems = [*writing.problems, Problem("import-no-speakers", path)]
    problems += detail_problems((*masked, *named), path)
    rows = []
    for number, row in enumerate(_LINK.sub("] ", writing.text).split("\n"), 1):
        kept, found = withhold_in_text(row, path=path, line=number)
        rows.append(kept)
        problems += found
    written = header.values.get("when", "")
    names = [*header.told, *header.asked]
    notes = [*header.notes, *([f"提到的人：{'、'.join(names)}"] if names else []), *writing.notes]
    fields: dict[str, object] = {
        "accession": header.values.get("accession") or "W0001",
        "title": title or UNKNOWN,
        "document_type": DocumentType.OTHER.zh,
        "when": day_of(written) or told.when or {"spoken": words_of_date(written) or UNKNOWN},
        "secrecy": Secrecy.INTERNAL.zh,
        "personal_information": ["待查"],
        "public_scope": "不开放",
        "access": "不开放",
    }
    if header.editors:
        fields["responsible"] = list(header.editors)
    if header.values.get("summary"):
        fields["summary"] = header.values["summary"]
    others = [
        f"{key}：{header.values[key]}"
        for key in ("when", "place", "languages", "institution")
        if key in header.values
    ]
    note = private_notes(writing.origin, path, [*others, *notes])
    if note:
        fields["note"] = note
    slug = slug_for(title, otherwise="document")
    draft = Draft(record_id(Kind.DOCUMENT, slug), fields, Whence(path), "\n".join(rows).strip())
    photos = photos_of(
        writing.pictures, problems, path=path, document=draft.id, title=str(fields["title"])
    )
    return Incoming(
        drafts=(draft, *photos),
        originals=tuple(one.original for one in writing.pictures),
        problems=tuple(sorted(set(problems))),
        tallies=writing.tallies,
    )
