// From how something sounds to how it is written: pairs of characters by their reading, joined.
import type { Simplified } from "./analysis";
import { readSimplified } from "./analysis";
import type { Files } from "./files";
import type { Layout } from "./layout";
import { foldSound } from "./pinyin";
import type { Piece } from "./query";

/** The payload of `chars.js`. */
interface Characters {
  readonly readings: Readonly<Record<string, string>>;
}

/** A way of writing something. */
export interface Spelling {
  readonly line: string;
  /** Characters that are not as they were typed, and readings that are only alike. */
  readonly far: number;
}

const MOST = 40;
/** Characters tried for one syllable alone, unless all are asked for. */
const FEW_SIGNS = 6;

export class Sounds {
  private loading: Promise<void> | null = null;
  /** From traditional to simplified characters; null as long as it is not loaded. */
  simplified: Simplified = null;
  private readonly bySign = new Map<string, string[]>();
  private readings: Readonly<Record<string, string>> = {};

  constructor(
    private readonly files: Files,
    private readonly layout: Layout,
  ) {}

  /** Loads the table of simplified characters. */
  async loadSimplified(): Promise<Simplified> {
    if (!this.simplified) this.simplified = readSimplified(await this.files.load<string>("simplified"));
    return this.simplified;
  }

  /** Loads the readings of characters. */
  load(): Promise<void> {
    if (!this.loading) {
      this.loading = this.files.load<Characters>("chars").then((chars) => this.take(chars));
      this.loading.catch(() => (this.loading = null));
    }
    return this.loading;
  }

  private take(chars: Characters): void {
    this.readings = chars.readings;
    for (const reading of Object.keys(chars.readings)) {
      for (const sign of chars.readings[reading] as string) {
        const known = this.bySign.get(sign);
        if (known) known.push(reading);
        else this.bySign.set(sign, [reading]);
      }
    }
  }

  /** All readings of a character that occurs. */
  readonly of = (sign: string): readonly string[] => this.bySign.get(sign) || [];

  /** Every character with a reading. */
  private signsOf(syllable: string): string[] {
    const own = Object.prototype.hasOwnProperty.call(this.readings, syllable);
    return own ? Array.from(this.readings[syllable] as string) : [];
  }

  /** All pairs that sound like these syllables; those of just this reading are not far. */
  private async pairs(first: string, second: string): Promise<[string, number][]> {
    const folded = `${foldSound(first)} ${foldSound(second)}`;
    const file = await this.files.load<Record<string, string>>(this.layout.soundFile(folded));
    const found: [string, number][] = [];
    for (const reading of Object.keys(file)) {
      if (reading.split(" ").map(foldSound).join(" ") !== folded) continue;
      const far = reading === `${first} ${second}` ? 0 : 1;
      const signs = Array.from(file[reading] as string);
      for (let i = 0; i + 1 < signs.length; i += 2) found.push([`${signs[i]}${signs[i + 1]}`, far]);
    }
    return found;
  }

  /** How pieces may be written. With `isFree` a character may be another one that sounds alike,
   * and readings may be those that are easily confused. */
  async spell(pieces: readonly Piece[], isFree: boolean, all: boolean): Promise<Spelling[]> {
    if (pieces.length === 1) return this.spellOne(pieces[0] as Piece, isFree, all);
    const asked: Promise<Spelling[]>[] = [];
    for (let i = 0; i + 1 < pieces.length; i++) {
      asked.push(this.spellTwo(pieces[i] as Piece, pieces[i + 1] as Piece, isFree));
    }
    const [first, ...others] = await Promise.all(asked);
    const found = others.reduce(joinSpellings, first as Spelling[]);
    return found.sort((a, b) => a.far - b.far).slice(0, all ? 400 : MOST);
  }

  private async spellOne(piece: Piece, isFree: boolean, all: boolean): Promise<Spelling[]> {
    await this.load();
    const readings = "sign" in piece ? (isFree ? this.of(piece.sign) : []) : [piece.syllable];
    const signs = readings.reduce<string[]>((own, one) => own.concat(this.signsOf(one)), []);
    return signs.slice(0, all ? signs.length : FEW_SIGNS).map((line) => ({ line, far: 1 }));
  }

  private async spellTwo(a: Piece, b: Piece, isFree: boolean): Promise<Spelling[]> {
    if ("sign" in a && "sign" in b && !isFree) return [{ line: a.sign + b.sign, far: 0 }];
    if ("sign" in a || "sign" in b) await this.load();
    const readings = (piece: Piece): readonly string[] =>
      "sign" in piece ? this.of(piece.sign) : [piece.syllable];
    const asked: Promise<[string, number][]>[] = [];
    const folds = new Set<string>();
    for (const first of readings(a)) {
      for (const second of readings(b)) {
        const key = isFree ? `${foldSound(first)} ${foldSound(second)}` : `${first} ${second}`;
        if (folds.has(key)) continue;
        folds.add(key);
        asked.push(this.pairs(first, second));
      }
    }
    const best = new Map<string, number>();
    for (const pairs of await Promise.all(asked)) {
      for (const [pair, unlike] of pairs) {
        if (unlike > 0 && !isFree) continue;
        const [x, y] = Array.from(pair) as [string, string];
        const changed = Number("sign" in a && a.sign !== x) + Number("sign" in b && b.sign !== y);
        if (changed > 0 && !isFree) continue;
        const far = unlike + changed;
        best.set(pair, Math.min(far, best.has(pair) ? (best.get(pair) as number) : far));
      }
    }
    return Array.from(best).map(([line, far]) => ({ line, far }));
  }
}

/** Spellings continued by pairs that begin as they end. */
function joinSpellings(found: readonly Spelling[], pairs: readonly Spelling[]): Spelling[] {
  const byFirst = new Map<string, { sign: string; far: number }[]>();
  for (const { line, far } of pairs) {
    const [first, second] = Array.from(line) as [string, string];
    byFirst.set(first, (byFirst.get(first) || []).concat({ sign: second, far }));
  }
  const joined: Spelling[] = [];
  for (const { line, far } of found) {
    const last = Array.from(line).pop() as string;
    for (const next of byFirst.get(last) || []) {
      joined.push({ line: line + next.sign, far: far + next.far });
    }
  }
  return joined.sort((a, b) => a.far - b.far).slice(0, 400);
}
