// A query taken apart: words, and what stands in quotes. Pure.
import { analyse, isSeparator, type Simplified } from "./analysis";
import { bareLetters, divide } from "./pinyin";

/** How a form came about. */
export type Source = "typed" | "synonym" | "pinyin" | "sound";

/** A line that stands for a word: with a space where a run ends. */
export interface Form {
  readonly line: string;
  readonly source: Source;
}

/** What must be found: in any of its forms. */
export interface Word {
  /** As it was typed. */
  readonly shown: string;
  readonly line: string;
  readonly isPhrase: boolean;
  readonly forms: readonly Form[];
}

/** A query: every word must be found. */
export type Words = readonly Word[];

const LONGEST = 200;
const MOST_WORDS = 12;
const QUOTES = /["“”„‟＂「」『』«»]/;

function makeWord(shown: string, line: string, isPhrase: boolean): Word {
  return { shown, line, isPhrase, forms: [{ line, source: "typed" }] };
}

/** The words of what stands between spaces: punctuation divides them, but not a number such as
 * "LL-RW-001". */
function readPiece(piece: string, simplified: Simplified): Word[] {
  const analysed = analyse(piece, simplified);
  if (/^[a-z0-9]+( [a-z0-9]+)+$/.test(analysed.text) && /[0-9]/.test(analysed.text)) {
    return [makeWord(piece, analysed.text, true)];
  }
  const words: Word[] = [];
  let at = 0;
  for (const run of analysed.text.split(" ")) {
    if (run) {
      const from = analysed.from[at] as number;
      const to = analysed.to[at + run.length - 1] as number;
      words.push(makeWord(piece.slice(from, to), run, false));
    }
    at += run.length + 1;
  }
  return words;
}

/** The words of a query. A quote that is not closed reaches to the end. */
export function parseQuery(given: string, simplified: Simplified): Words {
  const text = Array.from(given).slice(0, LONGEST).join("");
  const words: Word[] = [];
  text.split(QUOTES).forEach((part, i) => {
    if (i % 2 === 1) {
      const line = analyse(part, simplified).text;
      if (line) words.push(makeWord(part.trim(), line, true));
      return;
    }
    for (const piece of part.split(/\s+/)) words.push(...readPiece(piece, simplified));
  });
  const isNew = (word: Word, i: number): boolean =>
    words.findIndex((other) => other.line === word.line) === i;
  return words.filter(isNew).slice(0, MOST_WORDS);
}

/** The query as one line, letters without their tones: for names, which may have spaces. */
export function wholeLine(words: Words): string {
  return words.map((word) => bareLetters(word.line) || word.line).join(" ");
}

/** A piece of a word: a character as it is, or letters that may be a syllable. */
export type Piece = { readonly sign: string } | { readonly syllable: string };

/** The ways to read a line as syllables and characters, at least one of them a syllable. */
export function divideLine(line: string): Piece[][] {
  let ways: Piece[][] = [[]];
  let hasSyllable = false;
  for (const part of line.match(/[a-z\u00c0-\u02af\u1e00-\u1eff]+|[^]/gu) || []) {
    const letters = part === " " ? null : bareLetters(part);
    if (part === " ") continue;
    if (letters === null) {
      ways = ways.map((way) => way.concat({ sign: part }));
      continue;
    }
    const readings = divide(letters);
    hasSyllable = true;
    ways = ways.reduce<Piece[][]>(
      (all, way) =>
        all.concat(readings.map((own) => way.concat(own.map((syllable) => ({ syllable }))))),
      [],
    );
  }
  return hasSyllable ? ways.slice(0, 8) : [];
}

/** Syllables that were typed with spaces between them are one word. */
export function joinSyllables(words: Words): Words {
  const joined: Word[] = [];
  let open = false;
  for (const word of words) {
    const letters = word.isPhrase ? null : bareLetters(word.line);
    const isSpelt = letters !== null && divide(letters).length > 0;
    const last = joined[joined.length - 1];
    if (isSpelt && open && last) {
      const line = `${last.line} ${word.line}`;
      joined[joined.length - 1] = { ...makeWord(`${last.shown} ${word.shown}`, line, false), forms: [] };
    } else {
      joined.push(word);
    }
    open = isSpelt;
  }
  return joined;
}

export function hasHan(line: string): boolean {
  return /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u.test(line);
}

export function isBlank(text: string): boolean {
  return Array.from(text).every(isSeparator);
}

/** A line without the spaces that end its runs. */
export function withoutEnds(line: string): string {
  return line.replace(/ /g, "");
}

/** The letters of a line that has nothing else, without tone marks; null for any other. */
export function lettersOf(line: string): string | null {
  return bareLetters(withoutEnds(line));
}
