// What may have been meant where no place has a query just as it was typed.
import { analyse } from "./analysis";
import type { Note } from "./answer";
import { spellAlike, withForms } from "./expand";
import type { Finder } from "./finder";
import type { Loaded } from "./loaded";
import { findMost } from "./most";
import type { NameMatch, NameRow, Names } from "./names";
import { fixedPool, type Pool } from "./pool";
import { hasHan, lettersOf, parseQuery, type Word, type Words } from "./query";

/** Names whose passages are shown for an abbreviation. */
const MOST_MEANT = 3;
/** A longer word is no name and no slip, but a sentence. */
const LONGEST_SLIP = 6;

/** Places that are found another way, and what to say of it; null where there are none. */
export type Found = { pool: Pool; note: Note } | null;

export class Guesses {
  constructor(
    private readonly loaded: Loaded,
    private readonly names: Names,
    private readonly hasTraditional: (text: string) => boolean,
    private readonly loadSimplified: () => Promise<unknown>,
    private readonly loadSounds: () => Promise<unknown>,
  ) {}

  /** The ways to go on, the likeliest first: names that are meant, two words in one, what sounds
   * alike, what is near a name, every word somewhere, what has most of it. */
  ways(words: Words, sure: readonly NameMatch[], near: readonly NameMatch[]): (() => Promise<Found>)[] {
    return [
      () => this.tryMeant(words, sure),
      () => this.trySplit(words),
      () => this.tryAlike(words, 0),
      // Of longer words only the pairs are there for certain: the nearest spelling may be nowhere.
      () => this.tryAlike(words, 2),
      () => this.tryNear(words, near),
      () => this.tryApart(words),
      () => this.tryMost(words),
    ];
  }

  /** A name that was abbreviated or half typed: what is said of it. */
  private async tryMeant(words: Words, names: readonly NameMatch[]): Promise<Found> {
    const best = names[0];
    if (!best || words.length > 1) return null;
    const meant = names.filter((name) => Math.floor(name.rank + 0.1) === Math.floor(best.rank + 0.1)).slice(0, MOST_MEANT);
    return this.findInstead(words, meant.map((name) => name.name), "name");
  }

  /** "沈阿妹水车" is two words where one of them is a name. */
  private async trySplit(words: Words): Promise<Found> {
    const { names } = this.loaded.layout.head;
    if (!names) return null;
    const parts: string[] = [];
    for (const word of words) parts.push(...(word.isPhrase ? [word.line] : this.split(word.line, names)));
    if (parts.length === words.length) return null;
    const again = parseQuery(parts.join(" "), this.loaded.sounds.simplified);
    const pool = await this.loaded.findPlain(again);
    const note: Note = { kind: "split", missing: words.map(({ shown }) => shown), found: parts };
    return { pool, note };
  }

  private split(line: string, rows: readonly NameRow[]): string[] {
    const [inner] = this.names.within(line, rows);
    if (!inner) return [line];
    const [before, after] = [line.slice(0, inner.at), line.slice(inner.at + inner.name.length)];
    return [before, inner.name, after].reduce<string[]>(
      (all, part) => all.concat(part && part !== inner.name ? this.split(part, rows) : part || []),
      [],
    );
  }

  /** Words that nobody says become others that sound alike. */
  private async tryAlike(words: Words, slack: number): Promise<Found> {
    await this.loadSounds();
    const changed: Word[] = [];
    const missing: string[] = [];
    for (const word of words) {
      const own = await this.loaded.find(await this.loaded.withAll([word], false));
      const isThere = own.candidates.size > 0;
      const isLong = Array.from(word.line).length > LONGEST_SLIP && hasHan(word.line);
      if (isThere && words.length > 1) {
        changed.push(own.words[0] as Word);
        continue;
      }
      const lines = isLong ? [] : await spellAlike(word, this.loaded.sounds, slack);
      if (lines.length === 0) return null;
      changed.push(withForms({ ...word, forms: [] }, lines, "sound"));
      missing.push(word.shown);
    }
    if (missing.length === 0) return null;
    const pool = await this.loaded.find(changed);
    const found = changed.reduce<string[]>((all, { forms }) => {
      const alike = forms.filter(({ source }) => source === "sound").map(({ line }) => line);
      return all.concat(alike);
    }, []);
    return { pool, note: { kind: "sound", missing, found } };
  }

  private async tryNear(words: Words, near: readonly NameMatch[]): Promise<Found> {
    const best = near[0];
    if (!best || best.rank > 21.1) return null;
    const closest = near.filter((name) => name.rank <= best.rank + 0.1).slice(0, MOST_MEANT);
    return this.findInstead(words, closest.map((name) => name.name), "near");
  }

  /** Every word somewhere in one record. */
  private async tryApart(words: Words): Promise<Found> {
    if (words.length < 2) return null;
    const own = await Promise.all(
      words.map(async (word) => this.loaded.find(await this.loaded.withAll([word], false))),
    );
    if (own.some((one) => !one.isComplete || one.candidates.size === 0)) return null;
    const [first, ...others] = own as [Finder, ...Finder[]];
    const candidates = new Map(
      Array.from(first.candidates).filter(([unit]) => others.every((one) => one.candidates.has(unit))),
    );
    candidates.forEach((candidate, unit) => {
      for (const other of others) {
        const more = other.candidates.get(unit);
        if (!more) continue;
        candidate.isHead = candidate.isHead || more.isHead;
        const all = new Set([...candidate.passages, ...more.passages]);
        candidate.passages = Array.from(all).sort((a, b) => a - b);
      }
    });
    const all = own.reduce<Word[]>((joined, one) => joined.concat(one.words), []);
    const counts = own.map((one) => one.counts[0] || 0);
    const pool = fixedPool({ words: all, counts, candidates, count: 0 });
    return { pool, note: { kind: "apart", missing: words.map(({ shown }) => shown), found: [] } };
  }

  private async tryMost(words: Words): Promise<Found> {
    // Letters that make no name make no sense pair by pair either.
    if (words.every(({ line }) => lettersOf(line) !== null)) return null;
    await this.loadSounds();
    const { postings, sounds, layout } = this.loaded;
    const pool = await findMost(words, postings, sounds, layout);
    const note: Note = { kind: "most", missing: words.map(({ shown }) => shown), found: [] };
    return pool && { pool, note };
  }

  private async findInstead(
    words: Words,
    found: readonly string[],
    kind: Note["kind"],
  ): Promise<Found> {
    const [word] = words;
    if (!word || found.length === 0) return null;
    if (this.hasTraditional(found.join(""))) await this.loadSimplified();
    const lines = found.map((one) => analyse(one, this.loaded.sounds.simplified).text);
    const instead = withForms({ ...word, forms: [] }, lines, "sound");
    const note = { kind, missing: words.map(({ shown }) => shown), found };
    return { pool: await this.loaded.find([instead]), note };
  }
}
