// What stands where in the search data: documents, units, kinds and files.
import type { Letters } from "./letters";
import { readNumbers } from "./numbers";
import type { NameRow } from "./names";
import { hex, type Spread } from "./spread";

/** The payload of `head.js`. */
export interface Head extends Letters, Spread {
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
  readonly sounds: number;
  /** How many syllables there are. */
  readonly syllables: number;
  readonly names: readonly NameRow[] | null;
  /** Whether any text has characters that are not simplified. */
  readonly traditional?: boolean;
  readonly synonyms: readonly (readonly string[])[];
}

/** Numbers of a chunk of passages. */
const CHUNK = 16;
export class Layout {
  /** For each unit its first passage, and one more: the end of the last. */
  private readonly firsts: number[];

  constructor(readonly head: Head) {
    this.firsts = [];
    let first = head.base;
    const chunks = readNumbers(head.chunks);
    for (let unit = 0; unit <= head.units; unit++) {
      this.firsts.push(first);
      first += CHUNK * (chunks[unit] || 0);
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
