// Which file has what begins with a character: all that asking for the first files takes. Pure.

/** What `head.js` tells of it. */
export interface Spread {
  /** Files for characters that have none of their own. */
  readonly rare: number;
  /** Characters whose terms are spread over that many files. */
  readonly fans: Readonly<Record<string, string>>;
}

/** Files of one character up to which all are loaded when it is looked for alone. */
export const FEW_FILES = 4;
/** Terms of a line that are loaded at once: a phone waits longer for a request than for its bytes. */
export const AT_ONCE = 3;

function place(sign: string, files: number): number {
  return Math.floor(((((sign.codePointAt(0) as number) * 40503) % 65536) * files) / 65536);
}

export function hex(sign: string): string {
  return (sign.codePointAt(0) as number).toString(16);
}

/** Over how many files the terms beginning with a character are spread; 0 for a rare one. */
export function fanOf({ fans }: Spread, sign: string): number {
  for (const files of Object.keys(fans)) {
    if ((fans[files] as string).indexOf(sign) >= 0) return Number(files);
  }
  return 0;
}

/** The file with a term. */
export function termFile(head: Spread, term: string): string {
  const [first, second] = Array.from(term) as [string, string];
  const fan = fanOf(head, first);
  return fan > 0 ? `p/${hex(first)}-${place(second, fan)}` : `p/r-${place(first, head.rare)}`;
}

/** All files with terms that begin with a character. */
export function filesOf(head: Spread, sign: string): string[] {
  const fan = fanOf(head, sign);
  if (fan === 0) return [termFile(head, `${sign} `)];
  return Array.from({ length: fan }, (_, k) => `p/${hex(sign)}-${k}`);
}

/** What lists a character of many files by itself. */
export function signFile(sign: string): string {
  return `s/${hex(sign)}`;
}

/** The terms of a line in the order in which they are loaded: those of rare characters first.
 * Every other term has every character once: those in between come last. */
export function inOrder(head: Spread, terms: readonly string[]): string[] {
  const fan = (term: string): number => fanOf(head, Array.from(term)[0] as string) || 1;
  return terms
    .map((term, i) => ({ term, i, fan: fan(term) }))
    .sort((a, b) => a.fan - b.fan || (a.i % 2) - (b.i % 2) || a.i - b.i)
    .map(({ term }) => term);
}
