// Passages and heads: their words, and where in them a query is met.
import { analyse, type Line, type Simplified } from "./analysis";
import type { Files } from "./files";
import type { Layout } from "./layout";
import type { Words } from "./query";

/** A stretch of a text from one place up to another. */
export type Stretch = readonly [number, number];

export interface Passage {
  readonly document: number;
  readonly unit: number;
  readonly id: string;
  readonly title: string;
  /** The file to play from the root of the site, or empty. */
  readonly sound: string;
  /** Who speaks; empty for one without a name, null where nobody does. */
  readonly voice: string | null;
  readonly anchor: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly text: string;
}

export interface UnitHead {
  readonly unit: number;
  readonly id: string;
  readonly title: string;
  readonly line: string;
  readonly picture: string;
  readonly text: string;
}

type PassageRow = readonly [number, string, number | null, number | null, number, string];
type UnitRow = readonly [number, string, string, string, readonly string[], readonly PassageRow[]];
type HeadRow = readonly [string, string, string, string, string];

/** How often each word is met in a text, and where. */
export interface Meeting {
  readonly counts: readonly number[];
  readonly marks: readonly Stretch[];
  readonly length: number;
}

export class Texts {
  constructor(
    private readonly files: Files,
    private readonly layout: Layout,
  ) {}

  /** The passages with these numbers. */
  async passages(documents: readonly number[]): Promise<Passage[]> {
    const names = documents.map((one) => this.layout.textFile(one));
    const unique = names.filter((name, i) => names.indexOf(name) === i);
    const files = await Promise.all(unique.map((name) => this.files.load<UnitRow[]>(name)));
    const wanted = new Set(documents);
    const found: Passage[] = [];
    for (const rows of files) {
      for (const row of rows) {
        for (const passage of row[5]) {
          const document = passage[0] + this.layout.head.base;
          if (wanted.has(document)) found.push(readPassage(document, row, passage));
        }
      }
    }
    return found.sort((a, b) => a.document - b.document);
  }

  async heads(units: readonly number[]): Promise<UnitHead[]> {
    const { heads } = this.layout.head;
    const load = async (unit: number): Promise<UnitHead> => {
      const rows = await this.files.load<HeadRow[]>(this.layout.headFile(unit));
      const [id, title, line, picture, text] = rows[unit % heads] as HeadRow;
      return { unit, id, title, line, picture, text };
    };
    return Promise.all(units.map(load));
  }
}

function readPassage(document: number, row: UnitRow, passage: PassageRow): Passage {
  const [unit, id, title, sound, voices] = row;
  const [, anchor, start, end, voice, text] = passage;
  const name = voice < 0 ? null : voices[voice];
  return {
    document, unit, id, title, sound, anchor, start, end, text,
    voice: name === undefined ? null : name,
  };
}

function occurrences(line: Line, form: string): number[] {
  const found: number[] = [];
  for (let at = line.text.indexOf(form); at >= 0; at = line.text.indexOf(form, at + form.length)) {
    found.push(at);
  }
  return found;
}

/** Where the words are met in a text. */
export function meetText(text: string, words: Words, simplified: Simplified): Meeting {
  const line = analyse(text, simplified);
  const marks: Stretch[] = [];
  const counts = words.map((word) => {
    let count = 0;
    for (const form of word.forms) {
      for (const at of occurrences(line, form.line)) {
        count += 1;
        marks.push([line.from[at] as number, line.to[at + form.line.length - 1] as number]);
      }
    }
    return count;
  });
  return { counts, marks: joinStretches(marks), length: line.text.length };
}

/** Stretches in order, those that touch as one. */
export function joinStretches(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined[joined.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
