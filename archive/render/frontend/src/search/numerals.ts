// Numbers in digits and in characters: 137 and 一百三十七, 1954 and 一九五四. Pure.

const DIGITS = "零一二三四五六七八九";
const UNITS = ["", "十", "百", "千"];
const VALUES: ReadonlyMap<string, number> = new Map([
  ...Array.from(DIGITS).map((sign, value): [string, number] => [sign, value]),
  ["〇", 0],
  ["两", 2],
]);

/** Up to 9,999, as it is said. */
function say(value: number): string {
  const digits = Array.from(String(value)).map(Number);
  let said = "";
  digits.forEach((digit, i) => {
    const unit = UNITS[digits.length - 1 - i] as string;
    if (digit > 0) said += (DIGITS[digit] as string) + unit;
    else if (said && !said.endsWith("零") && digits.slice(i).some((later) => later > 0)) said += "零";
  });
  return said.replace(/^一十/, "十") || "零";
}

function inCharacters(digits: string): string[] {
  const single = Array.from(digits).map((digit) => DIGITS[Number(digit)] as string).join("");
  const spelt = [single, single.replace(/零/g, "〇")];
  return digits.length < 5 ? [say(Number(digits)), ...spelt] : spelt;
}

/** 一百三十七 and 一九五四 in digits; null for what is no number. */
function inDigits(signs: string): string | null {
  if (/^[〇零一二三四五六七八九]+$/.test(signs)) {
    return Array.from(signs).map((sign) => VALUES.get(sign)).join("");
  }
  let sum = 0;
  let digit: number | null = null;
  for (const sign of signs) {
    const unit = UNITS.indexOf(sign);
    const value = VALUES.get(sign);
    if (value !== undefined) digit = value;
    else if (unit > 0) {
      sum += (digit === null || digit === 0 ? 1 : digit) * Math.pow(10, unit);
      digit = null;
    } else return null;
  }
  return String(sum + (digit || 0));
}

/** The line with its numbers written the other way. */
export function otherNumbers(line: string): string[] {
  const found: string[] = [];
  // A number of one character is in every other sentence; with zeros before it, it is a code.
  const digits = line.length > 1 ? /[1-9][0-9]{0,7}/.exec(line.replace(/0[0-9]+/g, "")) : null;
  if (digits) for (const other of inCharacters(digits[0])) found.push(line.replace(digits[0], other));
  const signs = /[〇零一二两三四五六七八九十百千]{2,8}/.exec(line);
  const other = signs && inDigits(signs[0]);
  if (signs && other) found.push(line.replace(signs[0], other));
  return found.filter((one, i) => one !== line && one.length > 1 && found.indexOf(one) === i);
}
