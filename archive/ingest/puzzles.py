"""Puzzles put together from where they are written: in their own files, and as marks on the
segments of transcripts. Both ways end in the same pieces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from archive.errors import Problem
from archive.ingest.entries import MarkedPiece
from archive.ingest.nearest import nearest
from archive.ingest.piece_ages import check_ages
from archive.ingest.resolve import Together
from archive.ingest.slots import Templates
from archive.model.document import Document
from archive.model.kinds import Kind, RecordId, record_id, slug_of
from archive.model.media import Clip
from archive.model.puzzle import Piece, Puzzle
from archive.model.transcript import Certainty

_LONGEST_KEY = 40
_WORDS = {
    "puzzle": ("拼图", "puzzle"),
    "slot": ("拼块", "slot"),
    "archival": (
        "它只写在存档文字稿里，公开文字稿里没有",
        "it stands in the archival transcript and not in the public one",
        "请在公开文字稿的同一段里也写上。",
        "Write it in the same passage of the public transcript as well.",
    ),
    "wordless": (
        "这一段除了标记没有可以公开的话",
        "the passage has no words but what is withheld",
        "请把标记移到有话的那一段。",
        "Move the mark to a passage with words.",
    ),
}


@dataclass(slots=True)
class Assembling:
    """The puzzles with all their pieces, and what is wrong with them together."""

    puzzles: dict[RecordId, Puzzle] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def assemble_puzzles(together: Together, *, templates: Templates) -> Assembling:
    """Every puzzle with the pieces of its file and of the transcripts, narrators filled in."""
    done = Assembling()
    written = {i: r for i, r in together.records.items() if isinstance(r, Puzzle)}
    marked = _marked(together, written, templates, done.problems)
    for name, puzzle in written.items():
        pieces = [_with_narrator(piece, together) for piece in puzzle.pieces]
        keys = {piece.key for piece in pieces}
        for interview, mark in marked.get(name, ()):
            piece = _piece_of(mark, interview, keys, together)
            keys.add(piece.key)
            pieces.append(piece)
        done.puzzles[name] = puzzle.model_copy(update={"pieces": tuple(pieces)})
        done.problems += _check_pieces(puzzle, keys, together, templates)
    return done


# --- pieces that are marked in transcripts


def _marked(
    together: Together,
    written: Mapping[RecordId, Puzzle],
    templates: Templates,
    problems: list[Problem],
) -> Mapping[RecordId, list[tuple[RecordId, MarkedPiece]]]:
    """The marks that make a piece, by puzzle, with their interview; told of are the others."""
    found: dict[RecordId, list[tuple[RecordId, MarkedPiece]]] = defaultdict(list)
    for interview in together.interviews:
        entry = together.entries[interview]
        shown = {(mark.puzzle, mark.slot) for mark in entry.pieces if mark.is_shown}
        for mark in entry.pieces:
            path = together.found[interview].path.with_name(mark.file)
            puzzle = record_id(Kind.PUZZLE, mark.puzzle)
            fault = _fault_of(mark, puzzle, shown, together, templates)
            if fault is not None:
                code, facts = fault
                problems.append(Problem(code, path, mark.line, facts))
            elif mark.is_shown and puzzle in written:
                found[puzzle].append((interview, mark))
    return found


def _fault_of(
    mark: MarkedPiece,
    puzzle: RecordId,
    shown: set[tuple[str, str]],
    together: Together,
    templates: Templates,
) -> tuple[str, dict[str, str]] | None:
    seen = {"seen": f"{mark.puzzle}/{mark.slot}"}
    unknown = unknown_slot(mark.puzzle, mark.slot, together, templates)
    if unknown is not None:
        return "piece-mark-unknown", seen | unknown
    if not isinstance(together.records.get(puzzle), Puzzle):
        return None  # its own faults are told at its file
    reason = None
    if not mark.is_shown:
        reason = None if (mark.puzzle, mark.slot) in shown else "archival"
    elif not mark.words:
        reason = "wordless"
    if reason is None:
        return None
    names = ("reason_zh", "reason_en", "suggestion_zh", "suggestion_en")
    return "piece-mark-unused", seen | dict(zip(names, _WORDS[reason], strict=True))


def unknown_slot(
    puzzle: str, slot: str, together: Together, templates: Templates
) -> dict[str, str] | None:
    """What is not there of ``puzzle``/``slot``, and what may be meant; None when both are, or
    when the puzzle could not be read."""
    name = record_id(Kind.PUZZLE, puzzle)
    if name not in together.found:
        zh, en = _WORDS["puzzle"]
        return {"what_zh": zh, "what_en": en} | together.suggest(name)
    record = together.records.get(name)
    if not isinstance(record, Puzzle):
        return None
    keys = [one.key for one in record.slots or templates[record.topic]]
    if slot in keys:
        return None
    zh, en = _WORDS["slot"]
    meant, all_keys = nearest(slot, keys), ", ".join(keys)
    return {
        "what_zh": zh,
        "what_en": en,
        "suggestion_zh": f"是不是“{meant}”？" if meant else f"这个拼图有：{all_keys}。",
        "suggestion_en": f"Did you mean “{meant}”?" if meant else f"It has: {all_keys}.",
    }


def _piece_of(mark: MarkedPiece, interview: RecordId, taken: set[str], together: Together) -> Piece:
    is_timed = mark.start is not None and mark.end is not None
    return Piece(
        key=_free_key(slug_of(interview), mark.number, taken),
        slot=mark.slot,
        wording=mark.words,
        clip=Clip(interview=interview, start=mark.start, end=mark.end) if is_timed else None,
        interview=None if is_timed else interview,
        narrator=_speaker_of(mark, interview, together),
    )


def _free_key(slug: str, number: int, taken: set[str]) -> str:
    """The interview's name and the number of the segment; shortened, and told apart, if need be."""
    if len(f"{slug}-{number}") > _LONGEST_KEY - 3:
        digest = blake2b(slug.encode(), digest_size=3).hexdigest()
        slug = f"{slug[: _LONGEST_KEY - 20].rstrip('-')}-{digest}"
    key = f"{slug}-{number}"
    tries = (f"{key}-{n}" for n in range(2, len(taken) + 3))
    return key if key not in taken else next(one for one in tries if one not in taken)


def _speaker_of(mark: MarkedPiece, interview: RecordId, together: Together) -> RecordId | None:
    """The one person who surely says it; nobody where several, or nobody knows who, speak."""
    if len(mark.labels) != 1 or mark.certainty is not Certainty.SURE:
        return None
    return together.naming(interview).speaker(mark.labels[0]).person


def _with_narrator(piece: Piece, together: Together) -> Piece:
    """``piece`` with the narrator that goes without saying."""
    told = together.interviews.get(piece.told_in) if piece.told_in else None
    if told is None or piece.narrator is not None or len(told.narrators) != 1:
        return piece
    return piece.model_copy(update={"narrator": told.narrators[0].person})


# --- what is wrong


def _check_pieces(
    puzzle: Puzzle, keys: set[str], together: Together, templates: Templates
) -> Iterator[Problem]:
    where = together.where(puzzle.id)
    slots = [slot.key for slot in puzzle.slots or templates[puzzle.topic]]
    for number, piece in enumerate(puzzle.pieces):
        path, seen = f"pieces.{number}", piece.key
        if piece.slot not in slots:
            facts = {"slot": piece.slot, "allowed": ", ".join(slots)}
            yield where.problem("piece-slot-unknown", f"{path}.slot", seen=seen, **facts)
        for place, relation in enumerate(piece.relations):
            if relation.piece not in keys:
                facts = {"other": relation.piece, "allowed": ", ".join(sorted(keys))}
                key = f"{path}.relations.{place}.piece"
                yield where.problem("relation-unknown", key, seen=seen, **facts)
        document = together.records.get(piece.document) if piece.document else None
        if isinstance(document, Document) and piece.page is not None:
            last = max(len(document.pages), document.extent or 0)
            if 0 < last < piece.page:
                facts = {"page": str(piece.page), "document": document.id, "pages": str(last)}
                yield where.problem("piece-page-outside", f"{path}.page", seen=seen, **facts)
        told = together.interviews.get(piece.told_in) if piece.told_in else None
        if told is not None and piece.narrator and piece.narrator not in together.voices(told):
            facts = {"person": piece.narrator, "interview": told.id}
            yield where.problem("piece-narrator-elsewhere", f"{path}.narrator", seen=seen, **facts)
        yield from check_ages(_with_narrator(piece, together), path, where, together.people)
