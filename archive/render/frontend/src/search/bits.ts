// Numbers as bits in base64, as docs/search-format.md tells: some zeros, a one, some bits more.

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** By character code: which six bits a sign stands for. */
const SIXES: readonly number[] = (() => {
  const sixes: number[] = [];
  Array.from(SIGNS).forEach((sign, six) => (sixes[sign.charCodeAt(0)] = six));
  return sixes;
})();

/** Lists of so many numbers say how many bits their steps have. */
const GIVEN_FROM = 4;

/** Reads numbers one after the other. */
export class BitReader {
  private at = 0;
  /** Bits that were taken from the text and not yet read: the low `count` ones. */
  private held = 0;
  private count = 0;

  constructor(private readonly text: string) {}

  private take(): void {
    const six = SIXES[this.text.charCodeAt(this.at)];
    if (six === undefined) throw new Error("bits that end too early");
    this.at += 1;
    this.held = (this.held << 6) | six;
    this.count += 6;
  }

  /** The zeros before the next one, which is read as well. */
  private zeros(): number {
    let zeros = 0;
    while (this.held === 0) {
      zeros += this.count;
      this.count = 0;
      this.take();
    }
    const length = 32 - Math.clz32(this.held);
    zeros += this.count - length;
    this.count = length - 1;
    this.held &= (1 << this.count) - 1;
    return zeros;
  }

  /** So many bits, at most 24, as a number. */
  private bits(width: number): number {
    while (this.count < width) this.take();
    this.count -= width;
    const value = this.held >>> this.count;
    this.held &= (1 << this.count) - 1;
    return value;
  }

  /** A number from 1 on. */
  one(): number {
    const width = this.zeros();
    return 2 ** width + this.bits(width);
  }

  /** So many numbers from 1 on. */
  ones(count: number): number[] {
    const found: number[] = [];
    for (let i = 0; i < count; i++) found.push(this.one());
    return found;
  }

  /** A number from 0 on. */
  step(width: number): number {
    const high = this.zeros();
    return high * 2 ** width + this.bits(width);
  }

  /** So many ascending numbers, written as how many are left out before each. */
  ascending(count: number, width: number): number[] {
    const found: number[] = [];
    let last = -1;
    for (let i = 0; i < count; i++) {
      last += 1 + this.step(width);
      found.push(last);
    }
    return found;
  }

  /** Ascending lists of these lengths, whose numbers have at most so many bits. Each is read when
   * somebody asks for it, or for one behind it. */
  lists(lengths: readonly number[], bits: number): (place: number) => readonly number[] {
    const widths = lengths.map((length) =>
      length < GIVEN_FROM ? Math.max(0, bits - (32 - Math.clz32(length))) : this.one() - 1,
    );
    const found: number[][] = [];
    return (place) => {
      for (let i = found.length; i <= place; i++) {
        found.push(this.ascending(lengths[i] as number, widths[i] as number));
      }
      return found[place] as number[];
    };
  }
}
