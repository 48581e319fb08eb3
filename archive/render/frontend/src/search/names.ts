// Names of people, places, things: compared as they are typed, by reading, by initials and by any
// mixture of these.
import { analyse, type Simplified } from "./analysis";
import { foldSound, initialOf, isSyllable } from "./pinyin";
import { withoutEnds } from "./query";

/** Unit, id, a name, its reading, another name, its reading … */
export type NameRow = readonly (string | number)[];

/** How a name was met, the best first. */
export type Met = "exact" | "prefix" | "inside" | "sound";

export interface NameMatch {
  readonly unit: number;
  readonly id: string;
  /** The name that was met, and the record's own. */
  readonly name: string;
  readonly title: string;
  readonly met: Met;
  /** Smaller is better. */
  readonly rank: number;
}

/** All readings of a character; none as long as they are not loaded. */
export type SoundsOf = (sign: string) => readonly string[];

/** A character of a name, or a Latin word or number, with its readings. */
interface Token {
  readonly sign: string;
  readonly sounds: readonly string[];
}

interface Name {
  readonly text: string;
  readonly line: string;
  readonly tokens: readonly Token[];
}

interface Entry {
  readonly unit: number;
  readonly id: string;
  readonly names: readonly Name[];
}

/** By what a stretch of a name was met, the surest first; the worst token counts. */
enum Way {
  Signs,
  Pinyin,
  Initials,
  Sound,
}

interface Met0 {
  readonly way: Way;
  readonly end: number;
  readonly isPartial: boolean;
  /** Some character was read in a way it seldom is. */
  readonly isOdd: boolean;
}

const MOST_STEPS = 4000;

function readName(text: string, reading: string, simplified: Simplified): Name {
  const line = analyse(text, simplified).text;
  const signs: string[] = [];
  for (const piece of line.match(/[a-z]+|[0-9]+|[^\0-\x7f]+/g) || []) {
    if (/^[a-z0-9]/.test(piece)) signs.push(piece);
    else signs.push(...Array.from(piece).filter((sign) => sign !== " "));
  }
  const sounds = reading.split(" ").map((syllable) => syllable.split("|"));
  const fits = sounds.length === signs.length;
  return { text, line, tokens: signs.map((sign, i) => ({ sign, sounds: fits ? sounds[i] || [] : [] })) };
}

function readRow(row: NameRow, simplified: Simplified): Entry {
  const names: Name[] = [];
  for (let i = 2; i + 1 < row.length; i += 2) {
    names.push(readName(String(row[i]), String(row[i + 1]), simplified));
  }
  return { unit: Number(row[0]), id: String(row[1]), names };
}

/** The best way in which a name's tokens, from one of them on, begin with what was typed. */
function meet(
  typed: readonly string[],
  tokens: readonly Token[],
  start: number,
  soundsOf: SoundsOf,
): Met0 | null {
  let best: Met0 | null = null;
  let steps = 0;
  const text = typed.join("");
  const take = (way: Way, end: number, isPartial: boolean, isOdd: boolean): void => {
    const known = best;
    const isBetter = !known || way < known.way || (way === known.way && known.isOdd && !isOdd);
    if (isBetter || (known && way === known.way && isOdd === known.isOdd && end > known.end)) {
      best = { way, end, isPartial, isOdd };
    }
  };
  const go = (at: number, token: number, way: Way, isOdd: boolean): void => {
    steps += 1;
    if (best && way > best.way) return;
    if (at === text.length) {
      take(way, token, false, isOdd);
      return;
    }
    const next = tokens[token];
    if (!next || steps > MOST_STEPS) return;
    const rest = text.slice(at);
    if (rest.startsWith(next.sign)) go(at + next.sign.length, token + 1, way, isOdd);
    else if (next.sign.startsWith(rest) && /^[a-z0-9]/.test(rest)) take(way, token + 1, true, isOdd);
    if (!/^[a-z]/.test(rest)) meetSound(at, rest, token, next, isOdd);
    else next.sounds.forEach((sound, i) => meetLetters(at, rest, token, sound, way, isOdd || i > 0));
  };
  const meetLetters = (
    at: number,
    rest: string,
    token: number,
    sound: string,
    way: Way,
    isOdd: boolean,
  ): void => {
    const pinyin = Math.max(way, Way.Pinyin);
    const initials = Math.max(way, Way.Initials);
    if (rest.startsWith(sound)) go(at + sound.length, token + 1, pinyin, isOdd);
    else if (sound.startsWith(rest)) take(rest.length > 1 ? pinyin : initials, token + 1, true, isOdd);
    const initial = initialOf(sound);
    if (rest.startsWith(initial)) go(at + initial.length, token + 1, initials, isOdd);
    if (initial.length > 1 && rest[0] === sound[0]) go(at + 1, token + 1, initials, isOdd);
    for (let length = Math.min(6, rest.length); length > 1; length--) {
      const other = rest.slice(0, length);
      if (other !== sound && isSyllable(other) && foldSound(other) === foldSound(sound)) {
        go(at + length, token + 1, Way.Sound, isOdd);
      }
    }
  };
  const meetSound = (at: number, rest: string, token: number, next: Token, isOdd: boolean): void => {
    const sign = String.fromCodePoint(rest.codePointAt(0) as number);
    if (sign === next.sign || next.sounds.length === 0) return;
    const folded = next.sounds.map(foldSound);
    if (soundsOf(sign).some((sound) => folded.indexOf(foldSound(sound)) >= 0)) {
      go(at + sign.length, token + 1, Way.Sound, isOdd);
    }
  };
  go(0, start, Way.Signs, false);
  return best;
}

/** Ranks of the ways by where in the name they are met: whole, at its beginning, inside. */
const RANKS: readonly (readonly number[])[] = [
  [0, 2, 5],
  [1, 4, 7],
  [3, 6, 8],
  [9, 10, 11],
];
/** Added to the rank of a name with a character read as it seldom is. */
const ODD = 2.4;
const MET: readonly Met[] = ["exact", "prefix", "inside"];

/** `isOwn` tells that what a name ends in is what it is called after: 溇口茶馆 is a 茶馆, as much as
 * anything whose name begins so. */
function matchName(
  typed: readonly string[],
  name: Name,
  soundsOf: SoundsOf,
  isOwn: boolean,
): { rank: number; met: Met } | null {
  let best: { rank: number; met: Met } | null = null;
  const letters = /^[a-z]+$/.test(typed.join(""));
  for (let start = 0; start < name.tokens.length; start++) {
    const found = meet(typed, name.tokens, start, soundsOf);
    if (!found) continue;
    const isWhole = start === 0 && found.end === name.tokens.length && !found.isPartial;
    const place = isWhole ? 0 : start === 0 ? 1 : 2;
    // A few letters are the initials of half a village, unless they end where the name does.
    const isLoose = found.way === Way.Initials && (typed.length < 2 || found.end < name.tokens.length);
    if (place === 2 && letters && (isLoose || typed.length < 2)) continue;
    const isEnd = start > 0 && found.end === name.tokens.length && !found.isPartial;
    // One character is too little to be called after.
    const isHead = isOwn && isEnd && found.way < Way.Initials && typed.length > 1;
    const ranks = RANKS[found.way] as readonly number[];
    const rank = (ranks[isHead ? 1 : place] as number) + (found.isOdd ? ODD : 0);
    const met: Met = found.way === Way.Sound ? "sound" : (MET[place] as Met);
    if (!best || rank < best.rank) best = { rank, met };
  }
  return best;
}

/** Kinds whose names come before others where all else is equal. */
const FIRST_KINDS = /^(people|places|objects|puzzles)\//;
/** Kinds that are called after what they are about: it comes before them, by its other names too. */
const ABOUT_KINDS = /^(puzzles|exhibits|scenes)\//;
const ABOUT = 0.6;

/** The best first. */
export function byRank(a: NameMatch, b: NameMatch): number {
  const rank = ({ id, rank }: NameMatch): number => rank + (ABOUT_KINDS.test(id) ? ABOUT : 0);
  const kind = ({ id }: NameMatch): number => (FIRST_KINDS.test(id) ? 0 : 1);
  return rank(a) - rank(b) || kind(a) - kind(b) || a.name.length - b.name.length || a.unit - b.unit;
}

/** How far two names are apart: characters to change, add, leave out; less where they sound alike. */
function distance(typed: readonly string[], name: Name, soundsOf: SoundsOf): number {
  const tokens = name.tokens;
  const change = (sign: string, token: Token): number => {
    if (sign === token.sign) return 0;
    const folded = token.sounds.map(foldSound);
    return soundsOf(sign).some((sound) => folded.indexOf(foldSound(sound)) >= 0) ? 0.3 : 1;
  };
  let row = tokens.reduce<number[]>((all, _, i) => all.concat(i + 1), [0]);
  typed.forEach((sign, i) => {
    const next = [i + 1];
    tokens.forEach((token, k) => {
      next.push(
        Math.min(
          (row[k] as number) + change(sign, token),
          (row[k + 1] as number) + 1,
          (next[k] as number) + 1,
        ),
      );
    });
    row = next;
  });
  return row[tokens.length] as number;
}

/** Letters to change, add, leave out, or to change over with their neighbour. */
function slips(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, k) => k)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const before = rows[i - 1] as number[];
    for (let k = 1; k <= b.length; k++) {
      const change = (before[k - 1] as number) + Number(a[i - 1] !== b[k - 1]);
      let least = Math.min(change, (before[k] as number) + 1, (row[k - 1] as number) + 1);
      const isSwap = i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1];
      if (isSwap) least = Math.min(least, ((rows[i - 2] as number[])[k - 2] as number) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return (rows[a.length] as number[])[b.length] as number;
}

/** Rows of the name table that are loaded, ready to be compared. */
export class Names {
  private readonly entries = new Map<NameRow, Entry>();
  private simplified: Simplified = null;

  /** With the table of simplified characters names are compared in these. */
  setSimplified(simplified: Simplified): void {
    this.simplified = simplified;
    this.entries.clear();
  }

  private entry(row: NameRow): Entry {
    const known = this.entries.get(row) || readRow(row, this.simplified);
    this.entries.set(row, known);
    return known;
  }

  /** The names that begin with or hold what was typed (a line without spaces), the best first. */
  match(line: string, rows: readonly NameRow[], soundsOf: SoundsOf): NameMatch[] {
    const typed = Array.from(withoutEnds(line));
    const found: NameMatch[] = [];
    if (typed.length === 0 || typed.length > 60) return found;
    for (const row of rows) {
      const { unit, id, names } = this.entry(row);
      let best: NameMatch | null = null;
      names.forEach((name, i) => {
        const met = matchName(typed, name, soundsOf, FIRST_KINDS.test(id));
        const title = (names[0] as Name).text;
        // A record's own name before its others.
        const rank = met ? met.rank + (i > 0 ? 0.5 : 0) : Infinity;
        if (met && (!best || rank < best.rank)) {
          best = { unit, id, name: name.text, title, met: met.met, rank };
        }
      });
      if (best) found.push(best);
    }
    return found.sort(byRank);
  }

  /** The names that are least different from what was typed. */
  near(line: string, rows: readonly NameRow[], soundsOf: SoundsOf, most: number): NameMatch[] {
    const typed = Array.from(withoutEnds(line));
    const found: NameMatch[] = [];
    if (typed.length < 2 || typed.length > 20) return found;
    for (const row of rows) {
      const { unit, id, names } = this.entry(row);
      const title = names[0] ? names[0].text : "";
      for (const name of names) {
        const far = distance(typed, name, soundsOf);
        const longest = Math.max(typed.length, name.tokens.length);
        if (far > most || far > longest * 0.34) continue;
        found.push({ unit, id, name: name.text, title, met: "sound", rank: 20 + far });
        break;
      }
    }
    return found.sort(byRank);
  }

  /** The names whose readings are least different from letters: a slip, two letters changed over. */
  nearLetters(letters: string, rows: readonly NameRow[]): NameMatch[] {
    const most = letters.length < 5 ? 0 : letters.length < 9 ? 1 : 2;
    const found: NameMatch[] = [];
    if (most === 0 || letters.length > 40) return found;
    for (const row of rows) {
      const { unit, id, names } = this.entry(row);
      const title = names[0] ? names[0].text : "";
      for (const name of names) {
        const reading = name.tokens.map(({ sign, sounds }) => sounds[0] || sign).join("");
        if (Math.abs(reading.length - letters.length) > most) continue;
        const far = slips(letters, reading);
        if (far > most) continue;
        found.push({ unit, id, name: name.text, title, met: "sound", rank: 20 + far / 2 });
        break;
      }
    }
    return found.sort(byRank);
  }

  /** Names that stand inside a longer line, with where: the longest first. */
  within(line: string, rows: readonly NameRow[]): { at: number; name: string }[] {
    const found: { at: number; name: string }[] = [];
    for (const row of rows) {
      for (const { line: name } of this.entry(row).names) {
        if (Array.from(name).length < 2 || name.length >= line.length) continue;
        const at = line.indexOf(name);
        if (at >= 0) found.push({ at, name });
      }
    }
    return found.sort((a, b) => b.name.length - a.name.length);
  }

  /** The letters with which readings go on after these initials. */
  letters(typed: string, rows: readonly NameRow[]): Set<string> {
    const found = new Set<string>();
    for (const row of rows) {
      for (const { tokens } of this.entry(row).names) {
        const fits = Array.from(typed).every((letter, i) => {
          const token = tokens[i];
          return token !== undefined && token.sounds.some((sound) => sound.startsWith(letter));
        });
        const next = tokens[typed.length];
        if (fits && next) for (const sound of next.sounds) found.add(sound.slice(0, 1));
      }
    }
    return found;
  }
}
