"""Handing each file to whoever reads it, and bringing what they understood together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from archive.adding.gift import Found, Gift
from archive.adding.readers import DOCUMENTS, FOLDERS, DocumentReader, FolderReader
from archive.derive.identify import FORMATS, HEAD_BYTES, MediaKind, parse_magic
from archive.errors import ConfigError, Problem
from archive.ingest.forms import Form
from archive.ingest.incoming import Draft, Incoming, Original, Tally, Unit, Verdict
from archive.ingest.packages import PackageRefused, open_package
from archive.values import dataclass

_LARGEST = 200_000_000
"""Bytes of a document that are read at once."""
_UNDECIDED: Mapping[str, Verdict] = MappingProxyType({})
_DEEPEST = 4
"""Folders below what was given in which another archive is looked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one reader made of one document, or of one folder."""

    reader: str
    files: tuple[PurePosixPath, ...]
    """The files that it read."""
    incoming: Incoming
    """Its paths are those of the gift."""
    is_published: bool = True
    """Whether a licence can speak of it: it is of an archive, and not of somebody's phone."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of a gift's files. Each is in one of the parts, in ``media`` or in ``left``."""

    parts: tuple[Part, ...]
    media: tuple[Found, ...]
    """Sound, film, pictures and scans."""
    left: tuple[Found, ...]
    """Files that nobody reads."""
    inside: tuple[Found, ...] = ()
    """Originals that lie inside a document, such as a picture in a Word file."""
    problems: tuple[Problem, ...] = ()


def understand(
    gift: Gift,
    *,
    form: str | None = None,
    licence: str | None = None,
    verdicts: Mapping[str, Verdict] = _UNDECIDED,
    on_progress: Callable[[int, int], None] | None = None,
) -> Understood:
    """Read every file of ``gift`` that has a reader.

    ``verdicts`` are what a person decided, by the keys of the questions that readers ask.
    ``form`` is the one format that is asked for; ConfigError when nothing is in it. ``licence``
    is the public licence under which the archives in it were published, if they were; it says
    nothing of anything else, which is told, and ConfigError where there is nothing else.
    """
    tell = on_progress or (lambda _done, _total: None)
    folders = [one for one in FOLDERS if form in (None, one.name)]
    parts = [*_read_folders(gift, folders, licence, is_asked=form is not None)]
    taken = {path for part in parts for path in part.files}
    documents = [one for one in DOCUMENTS if form in (None, one.name)]
    waiting = [
        found
        for found in gift.files
        if found.path not in taken and any(found.nature in one.forms for one in documents)
    ]
    for number, found in enumerate(waiting, 1):
        parts += _read_document(found, documents, verdicts, licence)
        tell(number, len(waiting))
    if form is not None and not parts:
        raise ConfigError(
            f"没有 {form} 格式的东西。请看看给的文件夹对不对。",
            f"There is nothing in the format {form}. See whether this is the right folder.",
        )
    taken = {path for part in parts for path in part.files}
    rest = [found for found in gift.files if found.path not in taken]
    media = tuple(found for found in rest if is_media(found))
    left = tuple(found for found in rest if not is_media(found))
    problems = [Problem("add-no-reader", found.path) for found in left if found.nature is not None]
    if licence is not None:
        problems += _without_licence(parts, media)
    inside, lost = _inside(gift, parts)
    return Understood(tuple(parts), media, left, inside, (*problems, *lost))


def _without_licence(parts: Sequence[Part], media: Sequence[Found]) -> Iterator[Problem]:
    """What is told of files that a licence cannot speak of, folder by folder."""
    if not any(part.is_published for part in parts):
        raise ConfigError(
            "--licence 只管已经公开发表过的别处的档案（OHMS、IIIF、Oral History as Data、"
            "CollectionBuilder、Oral-History.Digital、公开的 Markdown 文字稿）。给的东西里没有："
            "录音、照片、文稿和登记表里的人要一个一个问过，请去掉 --licence 再加。",
            "--licence speaks of archives that were published already (OHMS, IIIF, Oral History as "
            "Data, CollectionBuilder, Oral-History.Digital, Markdown transcripts), and there are "
            "none here. Whoever is in recordings, pictures, texts and registers has to be asked: "
            "add them without --licence.",
        )
    closed = [path for part in parts if not part.is_published for path in part.files]
    folders: dict[PurePosixPath, list[str]] = {}
    for path in sorted([*closed, *(found.path for found in media)]):
        folders.setdefault(path.parent, []).append(path.name)
    for folder, names in folders.items():
        some = "、".join(names[:3]) + (" …" if len(names) > 3 else "")
        yield Problem(
            "add-licence-closed", folder, None, {"seen": some[:120], "count": str(len(names))}
        )


def is_media(found: Found) -> bool:
    return isinstance(found.nature, MediaKind) or found.nature is Form.PDF


def _read_document(
    found: Found,
    readers: Sequence[DocumentReader],
    verdicts: Mapping[str, Verdict],
    licence: str | None,
) -> Iterator[Part]:
    """What the first reader makes of a document for whom it is; nothing where it is for none."""
    data = found.file.read_bytes() if found.size <= _LARGEST else b""
    reader = next((one for one in readers if one.fits(found, data)), None)
    if reader is None:
        return
    path = PurePosixPath(found.path.name)
    if reader.read_published is not None:
        incoming = reader.read_published(data, path=path, licence=licence)
    elif reader.read_decided is not None:
        incoming = reader.read_decided(data, path=path, verdicts=verdicts)
    else:
        incoming = reader.read(data, path=path)
    is_published = reader.read_published is not None
    incoming = _below(incoming, found.path.parent)
    yield Part(reader.name, (found.path,), incoming, is_published)


def _read_folders(
    gift: Gift, readers: Sequence[FolderReader], licence: str | None, *, is_asked: bool
) -> Iterator[Part]:
    """The archives of others among the folders, the outermost first. A file is of one of them
    alone: who would read what another has read already is not asked."""
    taken: set[PurePosixPath] = set()
    read: set[tuple[str, PurePosixPath]] = set()
    for path, folder in _folders(gift):
        covered: set[str] = set()
        for reader in readers:
            around = (path, *path.parents) if reader.is_deep else (path,)
            if reader.name in covered or any((reader.name, one) in read for one in around):
                continue
            if not (is_asked and path in gift.roots) and not reader.fits(folder):
                continue
            incoming = _below(reader.read(folder, declared_consent=licence), path)
            part = Part(reader.name, _files_of(gift, incoming), incoming)
            if taken.intersection(part.files):
                continue
            yield part
            covered |= reader.covers
            taken.update(part.files)
            folders = {path} if reader.is_deep else {path, *(file.parent for file in part.files)}
            read |= {(name, one) for one in folders for name in (reader.name, *reader.covers)}


def _folders(gift: Gift) -> Iterator[tuple[PurePosixPath, Path]]:
    """Every folder with a file in it, near the top, from the outside in."""
    inner = set(gift.roots)
    for found in gift.files:
        root = next((one for one in gift.roots if found.path.is_relative_to(one)), None)
        if root is not None:
            below = found.path.relative_to(root).parts[:-1][:_DEEPEST]
            inner |= {root.joinpath(*below[:depth]) for depth in range(1, len(below) + 1)}
    for path in sorted(inner, key=lambda one: (len(one.parts), str(one))):
        root = max(
            (one for one in gift.roots if path.is_relative_to(one)), key=lambda o: len(o.parts)
        )
        yield path, gift.roots[root] / path.relative_to(root)


def _files_of(gift: Gift, incoming: Incoming) -> tuple[PurePosixPath, ...]:
    """The files of the gift that a reader has read."""
    named = {draft.whence.file for draft in incoming.drafts}
    named |= {original.source for original in incoming.originals} | set(incoming.files)
    return tuple(found.path for found in gift.files if found.path in named)


def _inside(gift: Gift, parts: Sequence[Part]) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The originals that parts name inside of documents (``a.docx!word/media/image1.png``), and
    what is said of those that nobody has."""
    found: dict[PurePosixPath, Found] = {}
    lost: list[Problem] = []
    for part in parts:
        for path in dict.fromkeys(original.source for original in part.incoming.originals):
            if path in gift.by_path or path in found:
                continue
            one = _open_inside(gift, path)
            if one is None:
                lost.append(Problem("add-not-there", part.files[0], None, {"seen": str(path)}))
            else:
                found[path] = one
    return tuple(found.values()), tuple(lost)


def _open_inside(gift: Gift, path: PurePosixPath) -> Found | None:
    name = str(path)
    for at in (number for number, sign in enumerate(name) if sign == "!"):
        holder, member = gift.by_path.get(PurePosixPath(name[:at])), name[at + 1 :]
        if holder is None:
            continue
        try:
            with holder.file.open("rb") as opened, open_package(opened) as package:
                data = package.read(member)
        except (OSError, KeyError, PackageRefused):
            return None
        known = FORMATS.get(parse_magic(data[:HEAD_BYTES]) or "")
        nature, form = (known.kind, known.name) if known else (None, "")
        lasting = (*holder.lasting, member)
        digest = hashlib.sha256(data).hexdigest()
        return Found(path, holder.file, lasting, len(data), digest, nature, form)
    return None


# --- paths ---------------------------------------------------------------------------------------


def _below(incoming: Incoming, base: PurePosixPath) -> Incoming:
    """What was understood, with the paths that the gift has for its files."""

    def moved(draft: Draft) -> Draft:
        return replace(draft, whence=replace(draft.whence, file=base / draft.whence.file))

    return Incoming(
        drafts=tuple(map(moved, incoming.drafts)),
        originals=tuple(Original(base / one.source, one.place) for one in incoming.originals),
        problems=tuple(
            Problem(one.code, base / one.path, one.line, one.facts) for one in incoming.problems
        ),
        tallies=incoming.tallies,
        files=tuple(base / file for file in incoming.files),
        questions=tuple(
            replace(one, whence=replace(one.whence, file=base / one.whence.file))
            for one in incoming.questions
        ),
    )


def tally_files(gift: Gift, understood: Understood) -> Tally:
    """What became of the files themselves: kept, or told of in a line of the report."""
    read = {path for part in understood.parts for path in part.files}
    unread = sum(
        min(part.incoming.tally(Unit.FILES).listed, len(part.files)) for part in understood.parts
    )
    listed = len(gift.refused) + len(understood.left) + unread
    kept = len(read) + len(understood.media) - unread
    return Tally(gift.counted, kept=kept, listed=listed)


def join_tallies(parts: Sequence[Part]) -> Mapping[Unit, Tally]:
    """All that the readers counted, together. Files are counted on the gift itself."""
    tallies: dict[Unit, Tally] = {}
    for part in parts:
        for unit, tally in part.incoming.tallies.items():
            if unit is Unit.FILES:
                continue
            tallies[unit] = tallies.get(unit, Tally()) + tally
    return tallies
