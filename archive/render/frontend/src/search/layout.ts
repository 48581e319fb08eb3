// What stands where in the search data: documents, units, kinds and files.
import { readNumbers } from "./numbers";
import type { NameRow } from "./names";

/** The payload of `head.js`. */
export interface Head {
  readonly format: number;
  readonly version: string;
  readonly units: number;
  readonly base: number;
  readonly kinds: readonly (readonly [string, number, number])[];
  readonly chunks: string;
  readonly documents: number;
  /** Every number of a document is below two to the power of this. */
  readonly bits: number;
  readonly texts: number;
  readonly heads: number;
  readonly rare: number;
  readonly fans: Readonly<Record<string, string>>;
  readonly sounds: number;
  /** How many syllables there are. */
  readonly syllables: number;
  readonly names: readonly NameRow[] | null;
  readonly letters?: readonly string[] | null;
  /** Whether any text has characters that are not simplified. */
  readonly traditional?: boolean;
  readonly synonyms: readonly (readonly string[])[];
}

/** Numbers of a chunk of passages. */
const CHUNK = 16;
/** Files of one character up to which all are loaded when it is looked for alone. */
export const FEW_FILES = 4;

function spread(point: number, files: number): number {
  return Math.floor((((point * 40503) % 65536) * files) / 65536);
}

function hex(sign: string): string {
  return (sign.codePointAt(0) as number).toString(16);
}

export class Layout {
  /** For each unit its first passage, and one more: the end of the last. */
  private readonly firsts: number[];
  private readonly fans = new Map<string, number>();

  constructor(readonly head: Head) {
    this.firsts = [];
    let first = head.base;
    const chunks = readNumbers(head.chunks);
    for (let unit = 0; unit <= head.units; unit++) {
      this.firsts.push(first);
      first += CHUNK * (chunks[unit] || 0);
    }
    for (const files of Object.keys(head.fans)) {
      for (const sign of head.fans[files] as string) this.fans.set(sign, Number(files));
    }
  }

  /** The numbers a unit's passages may have: from the first up to, without, the second. */
  passagesOf(unit: number): [number, number] {
    return [this.firsts[unit] as number, this.firsts[unit + 1] as number];
  }

  isHead(document: number): boolean {
    return document < this.head.units;
  }

  unitOf(document: number): number {
    if (this.isHead(document)) return document;
    let low = 0;
    let high = this.head.units;
    // The last unit that begins at or before it: those without passages begin where the next does.
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.firsts[middle + 1] as number) <= document) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  kindOf(unit: number): string {
    const row = this.head.kinds.find(([, first, count]) => unit >= first && unit < first + count);
    return row ? row[0] : "";
  }

  textFile(document: number): string {
    return `t/${Math.floor((document - this.head.base) / (CHUNK * this.head.texts))}`;
  }

  headFile(unit: number): string {
    return `u/${Math.floor(unit / this.head.heads)}`;
  }

  /** Over how many files the terms beginning with a character are spread; 0 for a rare one. */
  fanOf(sign: string): number {
    return this.fans.get(sign) || 0;
  }

  termFile(first: string, second: string): string {
    const fan = this.fanOf(first);
    return fan > 0
      ? `p/${hex(first)}-${spread(second.codePointAt(0) as number, fan)}`
      : `p/r-${spread(first.codePointAt(0) as number, this.head.rare)}`;
  }

  /** All files with terms that begin with a character. */
  filesOf(sign: string): string[] {
    const fan = this.fanOf(sign);
    if (fan === 0) return [this.termFile(sign, " ")];
    const files: string[] = [];
    for (let k = 0; k < fan; k++) files.push(`p/${hex(sign)}-${k}`);
    return files;
  }

  /** What lists a character of many files by itself. */
  signFile(sign: string): string {
    return `s/${hex(sign)}`;
  }

  blockFile(term: string, block: number): string {
    const [first, second] = Array.from(term) as [string, string];
    return `b/${hex(first)}-${hex(second)}-${block}`;
  }

  soundFile(folded: string): string {
    let h = 0;
    for (const sign of folded) h = (h * 31 + (sign.codePointAt(0) as number)) % 65536;
    return `y/${Math.floor((h * this.head.sounds) / 65536)}`;
  }
}
