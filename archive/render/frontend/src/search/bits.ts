// Numbers as bits in base64, as docs/search-format.md tells: some zeros, a one, some bits more.

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** By character code: which six bits a sign stands for; 64 for any other. */
const SIXES: Uint8Array = (() => {
  const sixes = new Uint8Array(128).fill(64);
  for (let six = 0; six < SIGNS.length; six++) sixes[SIGNS.charCodeAt(six)] = six;
  return sixes;
})();

/** Lists of so many numbers say how many bits their steps have. */
const GIVEN_FROM = 4;
/** In place of a width: each number's zeros tell it. */
const COUNTED = -1;

/** Reads numbers one after the other. */
export class BitReader {
  private at = 0;
  /** Bits that were taken from the text and not yet read: the low `count` ones. */
  private held = 0;
  private count = 0;

  constructor(private readonly text: string) {}

  /** Hands over so many numbers: some zeros, a one, and `width` bits more, at most 24. */
  private each(amount: number, width: number, take: (value: number) => void): void {
    const { text } = this;
    let { at, held, count } = this;
    for (let i = 0; i < amount; i++) {
      let zeros = 0;
      while (held === 0) {
        zeros += count;
        held = SIXES[text.charCodeAt(at++)] as number;
        if (!(held < 64)) throw new Error("bits that end too early");
        count = 6;
      }
      const length = 32 - Math.clz32(held);
      zeros += count - length;
      count = length - 1;
      held &= (1 << count) - 1;
      const low = width === COUNTED ? zeros : width;
      while (count < low) {
        held = (held << 6) | (SIXES[text.charCodeAt(at++)] as number);
        count += 6;
      }
      count -= low;
      take((width === COUNTED ? 1 : zeros) * 2 ** low + (held >>> count));
      held &= (1 << count) - 1;
    }
    if (at > text.length) throw new Error("bits that end too early");
    this.at = at;
    this.held = held;
    this.count = count;
  }

  /** A number from 1 on. */
  one(): number {
    return this.ones(1)[0] as number;
  }

  /** So many numbers from 1 on. */
  ones(count: number): number[] {
    const found: number[] = [];
    this.each(count, COUNTED, (value) => found.push(value));
    return found;
  }

  /** So many ascending numbers, written as how many are left out before each. */
  ascending(count: number, width: number): number[] {
    const found: number[] = [];
    let last = -1;
    this.each(count, width, (step) => found.push((last += 1 + step)));
    return found;
  }

  /** Ascending lists of these lengths, whose numbers have at most so many bits. Each is read when
   * somebody asks for it; those before it are passed over. */
  lists(lengths: readonly number[], bits: number): (place: number) => readonly number[] {
    const given = this.ones(lengths.filter((length) => length >= GIVEN_FROM).length);
    let next = 0;
    const widths = lengths.map((length) =>
      length < GIVEN_FROM ? Math.max(0, bits - (32 - Math.clz32(length))) : (given[next++] as number) - 1,
    );
    /** Where lists begin, in bits, as far as somebody has come. */
    const begins = [6 * this.at - this.count];
    return (place) => {
      for (let i = begins.length - 1; i < place; i++) {
        this.seek(begins[i] as number);
        this.each(lengths[i] as number, widths[i] as number, () => undefined);
        begins.push(6 * this.at - this.count);
      }
      this.seek(begins[place] as number);
      return this.ascending(lengths[place] as number, widths[place] as number);
    };
  }

  private seek(bit: number): void {
    const rest = bit % 6;
    this.at = (bit - rest) / 6;
    this.count = 0;
    this.held = 0;
    if (rest === 0) return;
    this.count = 6 - rest;
    this.held = (SIXES[this.text.charCodeAt(this.at++)] as number) & ((1 << this.count) - 1);
  }
}
