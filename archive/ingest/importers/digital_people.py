"""What the metadata templates of Oral-History.Digital say of one interview and who tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.importers.coded_rows import column_key
from archive.ingest.importers.item_tables import Item, Taking
from archive.ingest.importers.tellings import Someone
from archive.ingest.importers.western_dates import parse_date
from archive.values import dataclass

_YES = ("ja", "yes", "y", "1", "true", "oui", "是")
_FEMALE = ("f", "w", "female", "weiblich", "frau", "woman", "女")
_MALE = ("m", "male", "männlich", "mann", "man", "男")
KEY = "interviewid"
"""The column that names an interview."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells: shown by one name, and known in transcripts by several."""

    someone: Someone
    called: tuple[str, ...]
    """Names whose initials may stand in the transcript."""


def is_metadata(header: Sequence[str]) -> bool:
    """Whether a table is a metadata template."""
    keys = {column_key(name) for name in header}
    return KEY in keys and bool({"nachname", "vorname", "lastname", "firstname"} & keys)


def read_teller(taking: Taking) -> Teller | None:
    """Who tells, of the columns about the person; None where no name is given.

    Where a pseudonym is to be used, that is the public name and the real one is never published.
    """
    real = _whole(taking.line("vorname", "firstname"), taking.line("nachname", "lastname"))
    other = _whole(
        taking.line("pseudonymvorname", "pseudonymfirstname"),
        taking.line("pseudonymnachname", "pseudonymlastname"),
    )
    is_used = _is_yes(taking.raw("pseudonymbenutzen", "usepseudonym"))
    if other and not is_used:
        taking.keep("没有用的化名", other)
    fields: dict[str, object] = {}
    name = real
    if is_used and other:
        name = other
        fields |= {"name_kind": "化名"} | ({"real_name": real} if real and real != other else {})
    if not name:
        return None
    gender = taking.raw("geschlecht", "gender").strip().lower()
    if gender in _FEMALE or gender in _MALE:
        fields["gender"] = "女" if gender in _FEMALE else "男"
    else:
        taking.keep("Geschlecht", gender)
    born = parse_date(taking.item.cells.get("geburtsdatum", ""))
    if born.is_known:
        taking.raw("geburtsdatum")
        fields["born"] = born.value
    is_public = _is_yes(taking.raw("biographieöffentlich", "biographypublic"))
    life = ""
    if is_public and not is_used:
        life = taking.prose("biographie", "biography")
    return Teller(
        Someone(name, fields, life, taking.item.whence), tuple(filter(None, (real, other)))
    )


def read_names(taking: Taking, *keys: str) -> list[str]:
    """People in a cell, ``Last, First`` divided by ``#`` or ``;``, first name first."""
    found = []
    for part in re.split(r"[#;]", taking.line(*keys)):
        last, comma, first = part.strip().strip('"').partition(",")
        found.append(_whole(first.strip(), last.strip()) if comma else last.strip())
    return list(dict.fromkeys(name for name in found if name))


def item_for(stem: str, items: dict[str, Item]) -> Item | None:
    """The interview whose id a file's name begins with, the longest one."""
    name = stem.lower()
    for end in range(len(name), 0, -1):
        if (end == len(name) or not name[end].isalnum()) and name[:end] in items:
            return items[name[:end]]
    return None


def _whole(first: str, last: str) -> str:
    return f"{first} {last}".strip()


def _is_yes(text: str) -> bool:
    return text.strip().lower() in _YES
