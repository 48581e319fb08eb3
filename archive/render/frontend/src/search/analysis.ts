// How text becomes what is looked for: the same as archive/index/search/analysis.py.
// NFKC, lower case, simplified characters; what is no letter, digit or sign of writing divides
// the text into runs.

/** From a character to its simplified form; null as long as the table is not loaded. */
export type Simplified = ReadonlyMap<string, string> | null;

/** A text as it is looked for: its runs with one space between them. */
export interface Line {
  readonly text: string;
  /** For each UTF-16 unit of `text`: where its source begins in the text as it was given. */
  readonly from: readonly number[];
  /** And where that source ends. */
  readonly to: readonly number[];
}

/** First and last code points of what divides runs. */
const SEPARATORS: readonly (readonly [number, number])[] = [
  [0x0000, 0x002f],
  [0x003a, 0x0040],
  [0x005b, 0x0060],
  [0x007b, 0x00bf],
  [0x00d7, 0x00d7],
  [0x00f7, 0x00f7],
  [0x02b0, 0x036f],
  [0x2000, 0x2bff],
  [0x2e00, 0x2e7f],
  [0x3000, 0x3004],
  [0x3008, 0x3020],
  [0x302a, 0x303f],
  [0x30fb, 0x30fb],
  [0xd800, 0xf8ff],
  [0xfe00, 0xfe6f],
  [0xfeff, 0xfeff],
  [0xfff0, 0xffff],
  [0xe0000, 0x10ffff],
];

export function isSeparator(sign: string): boolean {
  const point = sign.codePointAt(0) as number;
  return SEPARATORS.some(([first, last]) => point >= first && point <= last);
}

/** What one character gives by itself, with a space for every separator in it. */
function foldSign(sign: string, simplified: Simplified): string {
  let folded = "";
  for (const lower of sign.toLowerCase()) {
    const plain = (simplified && simplified.get(lower)) || lower;
    folded += isSeparator(plain) ? " " : plain;
  }
  return folded;
}

/** Characters that are as they are in NFKC and in lower case, and no separators: most of a text. */
const FIRST_HAN = "\u4e00";
const LAST_HAN = "\u9fff";

/** Of each other character that was met its form in NFKC, and what that gives, by the table. */
const forms = new Map<string, string>();
const folds = new Map<string, string>();
let foldsOf: Simplified = null;
/** Characters remembered; a text may have any. */
const MOST_KNOWN = 2000;

function formOf(sign: string): string {
  if (sign >= FIRST_HAN && sign <= LAST_HAN) return sign;
  let form = forms.get(sign);
  if (form === undefined) {
    form = sign.normalize("NFKC");
    if (forms.size < MOST_KNOWN) forms.set(sign, form);
  }
  return form;
}

function foldOf(sign: string, simplified: Simplified): string {
  if (sign >= FIRST_HAN && sign <= LAST_HAN) return (simplified && simplified.get(sign)) || sign;
  if (foldsOf !== simplified) {
    folds.clear();
    foldsOf = simplified;
  }
  let fold = folds.get(sign);
  if (fold === undefined) {
    fold = foldSign(sign, simplified);
    if (folds.size < MOST_KNOWN) folds.set(sign, fold);
  }
  return fold;
}

/** The smallest stretches of a text that NFKC treats alone. Their composed forms come with them. */
function composed(text: string): [string, number][] {
  const found: [string, number][] = [];
  let joined = "";
  for (const sign of text) {
    const form = formOf(sign);
    joined += form;
    found.push([form, sign.length]);
  }
  const whole = text.normalize("NFKC");
  return joined === whole ? found : composedTogether(text, whole);
}

/** The same where neighbours change each other. */
function composedTogether(text: string, whole: string): [string, number][] {
  const clusters: [string, number][] = [];
  let cluster = "";
  for (const sign of text) {
    const joined = (cluster + sign).normalize("NFKC");
    if (cluster && joined === cluster.normalize("NFKC") + sign.normalize("NFKC")) {
      clusters.push([cluster.normalize("NFKC"), cluster.length]);
      cluster = "";
    }
    cluster += sign;
  }
  clusters.push([cluster.normalize("NFKC"), cluster.length]);
  return clusters.map(([form]) => form).join("") === whole ? clusters : [[whole, text.length]];
}

/** The text as it is looked for, and where each part of it stood. */
export function analyse(given: string, simplified: Simplified): Line {
  const from: number[] = [];
  const to: number[] = [];
  let text = "";
  let isOpen = false;
  let place = 0;
  for (const [form, length] of composed(given)) {
    for (const sign of form) {
      for (const folded of foldOf(sign, simplified)) {
        if (folded === " " && !isOpen) continue;
        isOpen = folded !== " ";
        text += folded;
        for (let i = 0; i < folded.length; i++) {
          from.push(place);
          to.push(place + length);
        }
      }
    }
    place += length;
  }
  return text.endsWith(" ")
    ? { text: text.slice(0, -1), from: from.slice(0, -1), to: to.slice(0, -1) }
    : { text, from, to };
}

/** The runs of a text. */
export function runs(text: string, simplified: Simplified): string[] {
  return analyse(text, simplified).text.split(" ").filter(Boolean);
}

/** The terms of a text with repetitions: neighbouring characters, and each run's last one. */
export function terms(text: string, simplified: Simplified): string[] {
  const found: string[] = [];
  for (const run of runs(text, simplified)) {
    const signs = [...Array.from(run), " "];
    for (let i = 0; i + 1 < signs.length; i++) found.push(`${signs[i]}${signs[i + 1]}`);
  }
  return found;
}

/** The terms that a text must have to hold this line as it stands. */
export function termsWithin(line: string): string[] {
  const found: string[] = [];
  const parts = line.split(" ");
  parts.forEach((run, i) => {
    const signs = Array.from(run);
    if (i < parts.length - 1) signs.push(" ");
    for (let k = 0; k + 1 < signs.length; k++) found.push(`${signs[k]}${signs[k + 1]}`);
  });
  return found.filter((term, i) => found.indexOf(term) === i);
}

/** From "車车馬马…". */
export function readSimplified(pairs: string): Simplified {
  const table = new Map<string, string>();
  const signs = Array.from(pairs);
  for (let i = 0; i + 1 < signs.length; i += 2) table.set(signs[i] as string, signs[i + 1] as string);
  return table;
}
