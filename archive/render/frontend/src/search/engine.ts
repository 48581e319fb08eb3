// The whole of searching, without a page: suggestions, answers, and everything for tests.
import { analyse, readSimplified, runs, type Simplified, terms, termsWithin } from "./analysis";
import type { Ahead } from "./ahead";
import { Answer, type Note } from "./answer";
import { withForms } from "./expand";
import type { Files } from "./files";
import { Finder } from "./finder";
import { Guesses } from "./guesses";
import type { Layout } from "./layout";
import { filesOfKeys, keysNear, keysOf } from "./letters";
import { Loaded } from "./loaded";
import { byRank, type NameMatch, type NameRow, Names } from "./names";
import { otherNumbers } from "./numerals";
import type { Pool } from "./pool";
import { divideLine, hasHan, joinSyllables, lettersOf, parseQuery, wholeLine, withoutEnds, type Words } from "./query";
import { fanOf } from "./spread";
import { meetText, type Passage, type UnitHead } from "./texts";

/** Ranks from here on are names that are abbreviated, or met in part. */
const ABBREVIATED = 2;
/** Ranks from here on are names that only sound alike. */
const BY_SOUND = 9;
/** The rank of a dialect word for which somebody typed its meaning: after names that are just so. */
const MEANT = 0.6;
/** Groups that are opened with the answer. */
const FIRST_GROUPS = 5;
/** Names that are shown with it. */
const FIRST_NAMES = 4;
/** Files of heads loaded in search of names. */
const MOST_HEAD_FILES = 2;

export class Search {
  readonly runs = runs;
  readonly terms = terms;
  readonly readSimplified = readSimplified;
  private readonly files: Files;
  private readonly names = new Names();
  private loading: Promise<Loaded> | null = null;
  private layout: Layout | null = null;

  constructor(private readonly ahead: Ahead) {
    this.files = ahead.files;
  }

  /** Loads the first file. Rejects when it is missing. */
  load(): Promise<Loaded> {
    if (!this.loading) {
      this.loading = this.ahead.head().then((head) => {
        const loaded = new Loaded(this.files, head);
        this.layout = loaded.layout;
        return loaded;
      });
      this.loading.catch(() => (this.loading = null));
    }
    return this.loading;
  }

  /** Loads the table of simplified characters; names are compared in these from then on. */
  private async loadSimplified({ sounds }: Loaded): Promise<Simplified> {
    if (!sounds.simplified) this.names.setSimplified(await sounds.loadSimplified());
    return sounds.simplified;
  }

  /** Loads readings as well. */
  private async loadSounds(loaded: Loaded): Promise<Simplified> {
    await Promise.all([this.loadSimplified(loaded), loaded.sounds.load()]);
    return loaded.sounds.simplified;
  }

  /** Loads what tells traditional characters from simplified ones, and readings. */
  async loadCharacters(): Promise<Simplified> {
    return this.loadSounds(await this.load());
  }

  // --- names ---------------------------------------------------------------------------------

  /** The part of the name table where a line may be found; with `isWide` one that is a slip. */
  private async rows(line: string, loaded: Loaded, isWide = false): Promise<readonly NameRow[]> {
    const { head } = loaded.layout;
    if (head.names) return head.names;
    const first = Array.from(line)[0] || "";
    let wanted: readonly string[] = [first];
    if (hasHan(first)) {
      await this.loadSounds(loaded);
      wanted = loaded.sounds.of(first);
    } else if (lettersOf(line)) {
      wanted = [withoutEnds(line)];
    }
    let keys = keysOf(head, wanted);
    // Whatever begins with no letter has a file of its own.
    const isWord = wanted.some((one) => /^[a-z]/.test(one));
    if (keys.length === 0 && (isWide || !isWord)) keys = keysNear(head, wanted);
    const files = filesOfKeys(keys).map((name) => this.files.load<NameRow[]>(name));
    const rows = ([] as NameRow[]).concat(...(await Promise.all(files)));
    const seen = new Set<unknown>();
    return rows.filter((row) => !seen.has(row[0]) && seen.add(row[0]));
  }

  private async matchNames(line: string, loaded: Loaded): Promise<NameMatch[]> {
    return line ? this.names.match(line, await this.rows(line, loaded), loaded.sounds.of) : [];
  }

  /** What somebody who types may mean. */
  async suggest(typed: string, most: number): Promise<NameMatch[]> {
    const loaded = await this.load();
    const line = (): string => analyse(typed, loaded.sounds.simplified).text;
    let found = await this.matchNames(line(), loaded);
    for (const load of [() => this.loadSimplified(loaded), () => this.loadSounds(loaded)]) {
      if (found.length > 0 || !hasHan(line())) break;
      await load();
      found = await this.matchNames(line(), loaded);
    }
    if (found.length === 0) found = await this.nearNames(line(), loaded, 1);
    return found.slice(0, most);
  }

  private async nearNames(line: string, loaded: Loaded, most: number): Promise<NameMatch[]> {
    const rows = await this.rows(line, loaded, true);
    const letters = lettersOf(line);
    if (letters) return this.names.nearLetters(letters, rows);
    return this.names.near(line, rows, loaded.sounds.of, most);
  }

  /** Letters that go on after some: for a pad instead of a keyboard. */
  async letters(typed: string): Promise<string[]> {
    const { layout } = await this.load();
    const { names, letters } = layout.head;
    const found = names
      ? this.names.letters(typed, names)
      : new Set((letters || []).map((key) => key.slice(0, 1)));
    return Array.from(found).filter((letter) => /^[a-z]$/.test(letter)).sort();
  }

  /** The payload of another file of the search data. */
  loadFile<T>(name: string): Promise<T> {
    return this.files.load<T>(name);
  }

  /** The kind of a unit, once the first file is here. */
  kindOf(unit: number): string {
    return this.layout ? this.layout.kindOf(unit) : "";
  }

  /** The title of a unit where the first file tells it, else nothing. */
  titleOf(unit: number): string {
    const names = this.layout && this.layout.head.names;
    const row = names && names.find((own) => own[0] === unit);
    return row ? String(row[2]) : "";
  }

  /** What stands on the head of units: title, line, picture. */
  async heads(units: readonly number[]): Promise<UnitHead[]> {
    return (await this.load()).texts.heads(units);
  }

  /** Names of units, for facets. */
  async titles(units: readonly number[]): Promise<Map<number, string>> {
    const { layout, texts } = await this.load();
    const known = new Map<number, string>();
    for (const row of layout.head.names || []) known.set(Number(row[0]), String(row[2]));
    const missing = units.filter((unit) => !known.has(unit));
    for (const head of await texts.heads(missing)) known.set(head.unit, head.title);
    return known;
  }

  // --- answers -------------------------------------------------------------------------------

  /** Loads what will be needed first if what is being typed is asked. */
  async approach(typed: string): Promise<void> {
    const { postings, sounds } = await this.load();
    const words = parseQuery(typed, sounds.simplified);
    const lines = words.map(({ line }) => line).filter((line) => hasHan(line) && termsWithin(line).length > 0);
    await Promise.all(lines.map((line) => postings.line(line, false)));
  }

  /** What is there for a query. `expect` is told which records will probably stand in it first, as
   * soon as that is known; their words come with the answer and after it. */
  async answer(query: string, expect?: (units: readonly number[]) => void): Promise<Answer> {
    const loaded = await this.load();
    const asTyped = parseQuery(query, loaded.sounds.simplified);
    const found = this.findBoth(asTyped, loaded);
    let words = asTyped;
    // It may not be what is waited for in the end.
    found.catch(() => undefined);
    if (this.isTraditional(query, loaded)) {
      words = parseQuery(query, await this.loadSimplified(loaded));
    }
    let [names, pool] = await (words === asTyped ? found : this.findBoth(words, loaded));
    if (pool.candidates.size === 0 && hasHan(wholeLine(words)) && !loaded.sounds.simplified) {
      // Perhaps in traditional characters.
      const simplified = await this.loadSimplified(loaded);
      const again = parseQuery(query, simplified);
      if (wholeLine(again) !== wholeLine(words)) {
        [names, pool] = await this.findBoth(again, loaded);
      } else {
        names = await this.namesFor(again, loaded);
      }
      words = again;
    }
    const sure = names.filter((name) => name.rank < BY_SOUND);
    this.loadShown(sure, loaded);
    const plain = this.answerWith(query, sure, [], null, pool, loaded);
    const heads = this.namedHeads(words, pool, loaded);
    if (expect && pool.candidates.size > 0) {
      const shown = sure.slice(0, FIRST_NAMES);
      const tell = (units: number[]): void => expect(units.filter((unit) => !plain.isSaid(unit, shown)));
      void plain.begin(FIRST_GROUPS).then(tell, () => undefined);
    }
    const [isFound, named] = await Promise.all([plain.prime(FIRST_GROUPS), heads]);
    plain.names = sure.concat(named);
    if (words.length === 0 || isFound) return plain;
    return this.answerOtherwise(query, words, names, loaded);
  }

  /** Whether a query has traditional characters whose table is not here. */
  private isTraditional(query: string, { layout, sounds }: Loaded): boolean {
    if (sounds.simplified) return false;
    // Characters of many files are simplified ones.
    const others = Array.from(query).filter((sign) => fanOf(layout.head, sign) === 0).join("");
    return this.ahead.hasTraditional(others);
  }

  /** Begins to load the heads of the names that are shown first: they come with the places. */
  private loadShown(names: readonly NameMatch[], { texts }: Loaded): void {
    const units = names.slice(0, FIRST_NAMES).map(({ unit }) => unit);
    // Whoever shows them asks again, and hears of it when one is missing.
    texts.heads(units).catch(() => undefined);
  }

  private answerWith(
    query: string,
    names: readonly NameMatch[],
    near: readonly NameMatch[],
    note: Note | null,
    pool: Pool,
    loaded: Loaded,
  ): Answer {
    const simplified = (): Promise<Simplified> => this.loadSimplified(loaded);
    return new Answer(query, names, near, note, pool, loaded.layout, loaded.texts, simplified);
  }

  /** Names and places at once. A name that is spelt out whole tells how its letters are written. */
  private async findBoth(words: Words, loaded: Loaded): Promise<[NameMatch[], Pool]> {
    const [first] = words;
    const line = wholeLine(words);
    if (!first || lettersOf(line) === null) {
      return Promise.all([this.namesFor(words, loaded), loaded.findPlain(words)]);
    }
    // Letters that are no pinyin need not wait for names.
    const early = divideLine(first.line).length === 0 ? loaded.findPlain(words) : null;
    if (early) early.catch(() => undefined);
    const names = await this.namesFor(words, loaded);
    const spelt = names.filter(({ met, rank }) => met === "exact" && rank < ABBREVIATED);
    if (spelt.length > 0) {
      const lines = spelt.map(({ name }) => analyse(name, loaded.sounds.simplified).text);
      const meant = withForms({ ...first, forms: [] }, lines, "pinyin");
      const pool = await loaded.find([meant]);
      if (pool.candidates.size > 0) return [names, pool];
    }
    return [names, await (early || loaded.findPlain(words))];
  }

  /** Where the name table is not here as a whole: records whose heads have the query in a name. */
  private async namedHeads(words: Words, pool: Pool, loaded: Loaded): Promise<NameMatch[]> {
    const { layout, texts, sounds } = loaded;
    const line = wholeLine(words);
    if (layout.head.names || !hasHan(line)) return [];
    const heads = Array.from(pool.candidates.values()).filter((one) => one.isHead);
    const units = heads.map((one) => one.unit);
    const isTold = (unit: number): number => Number(layout.kindOf(unit) === "interviews");
    units.sort((a, b) => isTold(a) - isTold(b) || a - b);
    const files = new Set<string>();
    const near = units.filter((unit) => {
      const file = layout.headFile(unit);
      return files.has(file) || (files.size < MOST_HEAD_FILES && files.add(file));
    });
    const found: NameMatch[] = [];
    for (const head of await texts.heads(near)) {
      // Other names stand in the first lines, whole; facts below them are seldom a query whole.
      const names = [head.title, ...head.text.split("\n")];
      const row = names.reduce<(string | number)[]>((all, name) => all.concat(name, ""), [head.unit, head.id]);
      const [best] = this.names.match(line, [row], sounds.of);
      const isOwn = best && (best.name === head.title || best.met === "exact");
      if (best && isOwn) found.push(best);
    }
    return found.sort(byRank);
  }

  /** Names for the whole query, dialect words for what they mean among them. */
  private async namesFor(words: Words, loaded: Loaded, bySound = false): Promise<NameMatch[]> {
    const line = wholeLine(words);
    const isWhole = loaded.layout.head.names !== null;
    // Of a table in parts, those for characters are found by the heads, at less cost.
    if (!isWhole && hasHan(line) && !bySound) return [];
    const found = await this.matchNames(line, loaded);
    if (!line) return found;
    for (const row of loaded.layout.head.synonyms) {
      const lines = row.map((one) => analyse(one, loaded.sounds.simplified).text);
      if (lines.indexOf(line) < 1) continue;
      const own = await this.matchNames(lines[0] as string, loaded);
      const terms = own.filter(({ id, met }) => met === "exact" && id.startsWith("terms/"));
      found.push(...terms.map((term) => ({ ...term, rank: MEANT })));
    }
    const others = isWhole ? otherNumbers(line) : [];
    for (const other of others) found.push(...(await this.matchNames(other, loaded)));
    found.sort(byRank);
    return found.filter((name, i) => found.findIndex((one) => one.unit === name.unit) === i);
  }

  /** When nothing is just so: names that are meant, two words in one, what sounds alike, what has
   * most of it. */
  private async answerOtherwise(
    query: string,
    words: Words,
    names: readonly NameMatch[],
    loaded: Loaded,
  ): Promise<Answer> {
    if (hasHan(wholeLine(words))) await this.loadSounds(loaded);
    const sure = names.filter((name) => name.rank < BY_SOUND);
    const alike = sure.length > 0 ? [] : await this.namesFor(words, loaded, true);
    const near = await this.nearNames(wholeLine(words), loaded, 1.5);
    const guesses = new Guesses(
      loaded,
      this.names,
      this.ahead.hasTraditional,
      () => this.loadSimplified(loaded),
      () => this.loadSounds(loaded),
    );
    for (const way of guesses.ways(words, sure, near)) {
      const done = await way();
      if (!done || done.pool.candidates.size === 0) continue;
      const shown = sure.length > 0 || done.note.kind === "most" ? sure : alike.concat(
        near.filter((one) => alike.every((name) => name.unit !== one.unit)),
      );
      const answer = this.answerWith(query, shown, near, done.note, done.pool, loaded);
      if (await answer.prime(FIRST_GROUPS)) return answer;
    }
    const nothing = await loaded.find([]);
    return this.answerWith(query, sure.length > 0 ? sure : alike, near, null, nothing, loaded);
  }

  // --- for tests and measurements --------------------------------------------------------------

  /** Every document that has every word, as typed or as pinyin: exact, whatever it takes. */
  async findAll(query: string): Promise<number[]> {
    const loaded = await this.load();
    const simplified = await this.loadSounds(loaded);
    const words = parseQuery(query, simplified);
    const found = new Set(await this.findExactly(await loaded.withAll(words, true), loaded));
    const joined = joinSyllables(words);
    if (joined.length < words.length) {
      const more = await this.findExactly(await loaded.withAll(joined, true), loaded);
      for (const one of more) found.add(one);
    }
    return Array.from(found).sort((a, b) => a - b);
  }

  private async findExactly(words: Words, loaded: Loaded): Promise<number[]> {
    if (words.length === 0) return [];
    const finder = new Finder(loaded.postings, loaded.layout, words, true, false);
    await finder.start();
    const all = await finder.all();
    const isSure = words.every((word) => word.forms.every(({ line }) => Array.from(line).length < 3));
    if (isSure) return all;
    const texts = await this.textsOf(all, loaded);
    const simplified = loaded.sounds.simplified;
    return all.filter((document) =>
      meetText(texts.get(document) || "", words, simplified).counts.every((count) => count > 0),
    );
  }

  private async textsOf(documents: readonly number[], loaded: Loaded): Promise<Map<number, string>> {
    const { layout, texts } = loaded;
    const found = new Map<number, string>();
    const isHead = (one: number): boolean => layout.isHead(one);
    for (const one of await texts.passages(documents.filter((d) => !isHead(d)))) {
      found.set(one.document, one.text);
    }
    for (const head of await texts.heads(documents.filter(isHead))) {
      found.set(head.unit, `${head.title}\n${head.text}`);
    }
    return found;
  }

  /** Documents with their record, place and words. */
  async describe(documents: readonly number[]): Promise<object[]> {
    const loaded = await this.load();
    const { layout, texts } = loaded;
    const words = await this.textsOf(documents, loaded);
    const passages = new Map<number, Passage>();
    for (const one of await texts.passages(documents.filter((d) => !layout.isHead(d)))) {
      passages.set(one.document, one);
    }
    const heads = await texts.heads(documents.filter((d) => layout.isHead(d)));
    return documents.map((document) => {
      const place = passages.get(document) || heads.find((head) => head.unit === document);
      return { document, ...place, text: words.get(document) };
    });
  }
}
