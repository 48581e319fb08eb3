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

/** All numbers of a text. */
export function readNumbers(text: string): number[] {
  const found: number[] = [];
  let value = 0;
  let factor = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = DIGITS[text.charCodeAt(at)];
    if (digit === undefined) break;
    value += digit * factor;
    factor *= MORE;
    if (digit >= LAST) continue;
    found.push(value);
    value = 0;
    factor = 1;
  }
  if (factor !== 1) throw new Error("a number without an end");
  return found;
}

/** All numbers of a text that ascend. */
export function readAscending(text: string): number[] {
  let value = 0;
  return readNumbers(text).map((step) => (value += step));
}
