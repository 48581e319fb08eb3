// From how something sounds to how it is written: pairs of characters by their reading, joined.
import type { Simplified } from "./analysis";
import { readSimplified } from "./analysis";
import { BitReader } from "./bits";
import type { Files } from "./files";
import type { Layout } from "./layout";
import { foldSound } from "./pinyin";
import type { Piece } from "./query";

/** The payload of `chars.js` and of the files `c/…`: for each syllable its number, the commonest
 * characters that sound so, and all. */
type Characters = Readonly<Record<string, readonly [number, string, string]>>;

interface Syllable {
  readonly reading: string;
  readonly common: readonly string[];
  readonly signs: readonly string[];
}

/** A pair as one reads it, and how common it is. */
interface Pair {
  readonly line: string;
  readonly reading: string;
  readonly step: number;
}

/** A way of writing something. */
export interface Spelling {
  readonly line: string;
  /** Characters that are not as they were typed, and readings that are only alike. */
  readonly far: number;
  /** How common the rarest of its pairs is; `TYPED` for pairs that were typed. */
  readonly step: number;
}

/** The nearest first, among these the commonest. */
export function bySpelling(a: Spelling, b: Spelling): number {
  return a.far - b.far || b.step - a.step;
}

const MOST = 40;
const TYPED = 64;
/** Characters tried for one syllable alone, unless all are asked for. */
const FEW_SIGNS = 6;

export class Sounds {
  private loading: Promise<void> | null = null;
  /** From traditional to simplified characters; null as long as it is not loaded. */
  simplified: Simplified = null;
  private readonly bySign = new Map<string, string[]>();
  private readonly bySyllable = new Map<string, Syllable>();
  private readonly byNumber = new Map<number, Syllable>();

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
    this.learn(chars);
    for (const reading of Object.keys(chars)) {
      for (const sign of (chars[reading] as Characters[string])[2]) {
        const known = this.bySign.get(sign);
        if (known) known.push(reading);
        else this.bySign.set(sign, [reading]);
      }
    }
  }

  private learn(chars: Characters): void {
    for (const reading of Object.keys(chars)) {
      if (this.bySyllable.has(reading)) continue;
      const [number, common, signs] = chars[reading] as Characters[string];
      const syllable = { reading, common: Array.from(common), signs: Array.from(signs) };
      this.bySyllable.set(reading, syllable);
      this.byNumber.set(number, syllable);
    }
  }

  /** Loads the characters of syllables that fold alike, unless all are here. */
  private async loadLike(folded: string): Promise<void> {
    if (this.loading) return this.loading;
    this.learn(await this.files.load<Characters>(`c/${folded.charAt(0)}`));
  }

  /** All readings of a character that occurs. */
  readonly of = (sign: string): readonly string[] => this.bySign.get(sign) || [];

  /** All pairs that sound like these syllables, the commonest first; those of just this reading
   * are not far. */
  private async pairs(first: string, second: string): Promise<Spelling[]> {
    const folds: [string, string] = [foldSound(first), foldSound(second)];
    const [data] = await Promise.all([
      this.files.load<string>(this.layout.soundFile(folds.join(" "))),
      ...folds.map((folded) => this.loadLike(folded)),
    ]);
    const found = this.read(data, folds).sort((a, b) => b.step - a.step);
    const typed = `${first} ${second}`;
    return found.map(({ line, reading, step }) => ({ line, far: Number(reading !== typed), step }));
  }

  /** The pairs of a file with syllables that fold to these. */
  private read(data: string, folds: readonly [string, string]): Pair[] {
    const reader = new BitReader(data);
    const count = reader.one() - 1;
    const readings = count > 0 ? reader.ascending(count, reader.one() - 1) : [];
    const sizes = reader.ones(readings.length);
    const widths = reader.ones(readings.length).map((width) => width - 1);
    const places = sizes.map((size, i) => reader.ascending(size, widths[i] as number));
    const found: Pair[] = [];
    readings.forEach((number, i) => {
      const { syllables } = this.layout.head;
      const a = this.byNumber.get(Math.floor(number / syllables));
      const b = this.byNumber.get(number % syllables);
      const isAlike =
        a && b && foldSound(a.reading) === folds[0] && foldSound(b.reading) === folds[1];
      for (const place of places[i] as readonly number[]) {
        const step = reader.one();
        if (!isAlike) continue;
        const x = a.signs[Math.floor(place / b.signs.length)];
        const y = b.signs[place % b.signs.length];
        found.push({ line: `${x}${y}`, reading: `${a.reading} ${b.reading}`, step });
      }
    });
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
    return found.sort(bySpelling).slice(0, all ? 400 : MOST);
  }

  private async spellOne(piece: Piece, isFree: boolean, all: boolean): Promise<Spelling[]> {
    if ("sign" in piece) await this.load();
    else await this.loadLike(foldSound(piece.syllable));
    const readings = "sign" in piece ? (isFree ? this.of(piece.sign) : []) : [piece.syllable];
    const signs = readings.reduce<string[]>((own, one) => {
      const syllable = this.bySyllable.get(one);
      return syllable ? own.concat(all ? syllable.signs : syllable.common) : own;
    }, []);
    return signs.slice(0, all ? signs.length : FEW_SIGNS).map((line) => ({ line, far: 1, step: 0 }));
  }

  private async spellTwo(a: Piece, b: Piece, isFree: boolean): Promise<Spelling[]> {
    if ("sign" in a && "sign" in b && !isFree) return [{ line: a.sign + b.sign, far: 0, step: TYPED }];
    if ("sign" in a || "sign" in b) await this.load();
    const readings = (piece: Piece): readonly string[] =>
      "sign" in piece ? this.of(piece.sign) : [piece.syllable];
    const asked: Promise<Spelling[]>[] = [];
    const folds = new Set<string>();
    for (const first of readings(a)) {
      for (const second of readings(b)) {
        const key = isFree ? `${foldSound(first)} ${foldSound(second)}` : `${first} ${second}`;
        if (folds.has(key)) continue;
        folds.add(key);
        asked.push(this.pairs(first, second));
      }
    }
    const best = new Map<string, Spelling>();
    for (const pairs of await Promise.all(asked)) {
      for (const { line, far: unlike, step } of pairs) {
        if (unlike > 0 && !isFree) continue;
        const [x, y] = Array.from(line) as [string, string];
        const changed = Number("sign" in a && a.sign !== x) + Number("sign" in b && b.sign !== y);
        if (changed > 0 && !isFree) continue;
        const known = best.get(line);
        const far = unlike + changed;
        best.set(line, { line, far: known ? Math.min(far, known.far) : far, step });
      }
    }
    return Array.from(best.values());
  }
}

/** Spellings continued by pairs that begin as they end. */
function joinSpellings(found: readonly Spelling[], pairs: readonly Spelling[]): Spelling[] {
  const byFirst = new Map<string, Spelling[]>();
  for (const pair of pairs) {
    const [first, second] = Array.from(pair.line) as [string, string];
    byFirst.set(first, (byFirst.get(first) || []).concat({ ...pair, line: second }));
  }
  const joined: Spelling[] = [];
  for (const { line, far, step } of found) {
    const last = Array.from(line).pop() as string;
    for (const next of byFirst.get(last) || []) {
      joined.push({ line: line + next.line, far: far + next.far, step: Math.min(step, next.step) });
    }
  }
  return joined.sort(bySpelling).slice(0, 400);
}
