// The other forms of a word: its synonyms, and what it is when it is pinyin.
import { analyse, type Simplified } from "./analysis";
import { divideLine, type Form, hasHan, type Source, withoutEnds, type Word } from "./query";
import { bySpelling, type Sounds, type Spelling } from "./sounds";

/** Forms of a word that are followed up, the commonest first: each may need a file. Longer ones are
 * few: they must fit pair by pair. */
const MOST_PAIRS = 6;
const MOST_LONGER = 10;

/** The word with more forms; none twice. */
export function withForms(word: Word, lines: readonly string[], source: Source): Word {
  const forms: Form[] = word.forms.slice();
  for (const line of lines) {
    if (line && forms.every((form) => form.line !== line)) forms.push({ line, source });
  }
  return { ...word, forms };
}

/** Dialect words for Mandarin ones and the other way about, also inside a longer word. */
export function synonymsOf(
  line: string,
  rows: readonly (readonly string[])[],
  simplified: Simplified,
): string[] {
  const found: string[] = [];
  for (const row of rows) {
    const lines = row.map((one) => analyse(one, simplified).text).filter(Boolean);
    for (const own of lines) {
      const isInside = own.length > 1 && line.length > own.length && line.indexOf(own) >= 0;
      if (own !== line && !isInside) continue;
      for (const other of lines) {
        // "水车" in "踏水车" must not become "踏踏水车".
        if (other === own || (isInside && line.indexOf(other) >= 0)) continue;
        found.push(own === line ? other : line.replace(own, other));
      }
    }
  }
  return found.filter((one, i) => one !== line && found.indexOf(one) === i);
}

/** Lines a word may stand for when its letters are pinyin. */
export async function spellPinyin(word: Word, sounds: Sounds, all: boolean): Promise<string[]> {
  const ways = divideLine(word.line).map((pieces) => sounds.spell(pieces, false, all));
  return sorted(([] as Spelling[]).concat(...(await Promise.all(ways))), all);
}

/** Lines that sound like a word, characters for others and confused sounds: those that are nearest
 * to it, and with `slack` some that are a little farther. */
export async function spellAlike(word: Word, sounds: Sounds, slack: number): Promise<string[]> {
  const found: Spelling[] = [];
  const ways = hasHan(word.line) && !/[a-z]/.test(word.line)
    ? [Array.from(withoutEnds(word.line)).map((sign) => ({ sign }))]
    : divideLine(word.line);
  for (const pieces of ways) found.push(...(await sounds.spell(pieces, true, false)));
  const others = found.filter(({ line }) => line !== word.line);
  const least = Math.min(...others.map(({ far }) => far));
  return sorted(others.filter(({ far }) => far <= least + slack), false);
}

function sorted(spellings: readonly Spelling[], all: boolean): string[] {
  const lines = spellings.slice().sort(bySpelling).map(({ line }) => line);
  const unique = lines.filter((line, i) => lines.indexOf(line) === i);
  const isShort = unique.every((line) => Array.from(line).length < 3);
  return all ? unique : unique.slice(0, isShort ? MOST_PAIRS : MOST_LONGER);
}
