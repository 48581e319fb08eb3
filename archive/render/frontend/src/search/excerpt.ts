// The part of a text that is shown: around where it meets the query. Pure.
import type { Stretch } from "./texts";

/** A piece of text, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A text up to this length is shown whole; of a longer one so much around the first place. */
const WHOLE = 150;
const BEFORE = 45;
const AFTER = 100;
const ENDS = /[。！？；!?;\n]/;

/** Lines of a text with their marks, each mark cut at the ends of its line. */
export function lines(text: string, marks: readonly Stretch[]): { text: string; marks: Stretch[] }[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const [from, to] = [start, start + line.length];
    start = to + 1;
    const own = marks
      .filter((mark) => mark[0] < to && mark[1] > from)
      .map((mark): Stretch => [Math.max(mark[0], from) - from, Math.min(mark[1], to) - from]);
    return { text: line, marks: own };
  });
}

/** Where a shorter text may begin: after the end of a sentence near by, else just there. */
function beginning(text: string, at: number): number {
  const wanted = Math.max(0, at - BEFORE);
  for (let i = at; i > wanted; i--) if (ENDS.test(text[i - 1] as string)) return i;
  return onSign(text, wanted);
}

/** Never between the two halves of a character. */
function onSign(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] || "") ? at - 1 : at;
}

/** The line in pieces, shortened where it is long. */
export function excerpt(text: string, marks: readonly Stretch[]): Piece[] {
  const first = marks[0] ? marks[0][0] : 0;
  const isWhole = text.length <= WHOLE;
  const from = isWhole ? 0 : beginning(text, first);
  const to = isWhole ? text.length : onSign(text, Math.min(text.length, first + AFTER));
  const pieces: Piece[] = [];
  let at = from;
  const add = (end: number, isMarked: boolean): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), isMarked });
    at = Math.max(at, end);
  };
  for (const mark of marks) {
    if (mark[0] >= to) break;
    add(Math.max(at, mark[0]), false);
    add(Math.min(mark[1], to), true);
  }
  add(to, false);
  if (from > 0) pieces.unshift({ text: "…", isMarked: false });
  if (to < text.length) pieces.push({ text: "…", isMarked: false });
  return pieces;
}
