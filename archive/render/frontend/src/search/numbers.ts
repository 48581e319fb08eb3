// Numbers as text, as docs/search-format.md tells: 91 signs, of which those below 61 end a number.

const LAST = 61;
const MORE = 30;

/** By character code: which digit a sign is. `"`, `\` and `<` are none. */
const DIGITS: readonly number[] = (() => {
  const digits: number[] = [];
  let digit = 0;
  for (let code = 0x21; code < 0x7f; code++) {
    if ('"\\<'.indexOf(String.fromCharCode(code)) >= 0) continue;
    digits[code] = digit;
    digit += 1;
  }
  return digits;
})();

/** Reads numbers one after the other. */
export class NumberReader {
  constructor(
    private readonly text: string,
    public at = 0,
  ) {}

  get isDone(): boolean {
    return this.at >= this.text.length;
  }

  next(): number {
    let value = 0;
    let factor = 1;
    while (this.at < this.text.length) {
      const digit = DIGITS[this.text.charCodeAt(this.at)];
      this.at += 1;
      if (digit === undefined) break;
      value += digit * factor;
      if (digit < LAST) return value;
      factor *= MORE;
    }
    throw new Error("a number without an end");
  }

  /** Passes over so many numbers. */
  skip(count: number): void {
    for (let left = count; left > 0 && !this.isDone; ) {
      if ((DIGITS[this.text.charCodeAt(this.at)] as number) < LAST) left -= 1;
      this.at += 1;
    }
  }

  /** So many ascending numbers, written as the first and then differences. */
  ascending(count: number): number[] {
    const found: number[] = [];
    let value = 0;
    for (let i = 0; i < count; i++) {
      value += this.next();
      found.push(value);
    }
    return found;
  }
}

/** All numbers of a text. */
export function readNumbers(text: string): number[] {
  const reader = new NumberReader(text);
  const found: number[] = [];
  while (!reader.isDone) found.push(reader.next());
  return found;
}

/** All numbers of a text that ascend. */
export function readAscending(text: string): number[] {
  let value = 0;
  return readNumbers(text).map((step) => (value += step));
}
