// Candidates for a query: documents that should have every word, gathered unit by unit, as many as
// somebody asks for.
import type { Layout } from "./layout";
import { allOf, anyOf, type Documents, merge, type Postings } from "./postings";
import type { Word, Words } from "./query";

/** Where in a unit a query is met. */
export interface Candidate {
  readonly unit: number;
  /** Its head has every word. */
  isHead: boolean;
  /** Words that its head has: they need not be in a passage as well. By their place. */
  lent: ReadonlySet<number>;
  /** Passages that have every word, or every word but those of the head; ascending. */
  passages: number[];
}

/** Units whose heads lend words to their passages. */
const MOST_LENDING = 400;
/** Candidates gathered before somebody asks for more. */
const ENOUGH_UNITS = 60;
const ENOUGH_DOCUMENTS = 400;

export class Finder {
  readonly candidates = new Map<number, Candidate>();
  /** How many documents there are: exactly once everything is gathered, else at most. */
  count = 0;
  isComplete = false;
  /** For each word how many documents have it at most. */
  counts: readonly number[] = [];
  private parts: readonly Documents[] = [];
  private strict: Documents | null = null;
  private from = 0;
  private cuts: readonly number[] = [];

  constructor(
    private readonly postings: Postings,
    private readonly layout: Layout,
    readonly words: Words,
    private readonly isExact = false,
    /** Whether a head may have words for its passages. */
    private readonly isLending = true,
  ) {}

  /** Loads what is needed and gathers the first candidates. */
  async start(): Promise<void> {
    this.parts = await Promise.all(this.words.map((word) => this.documentsOf(word)));
    this.counts = this.parts.map((part) => part.count);
    if (this.parts.length === 0) {
      this.isComplete = true;
      return;
    }
    this.strict = allOf(this.parts, this.isExact);
    this.cuts = this.strict.cuts;
    this.count = this.strict.count;
    await this.gather();
    if (this.isLending && this.parts.length > 1) await this.lend();
  }

  private async documentsOf(word: Word): Promise<Documents> {
    const forms = word.forms.map((form) => this.postings.line(form.line, this.isExact));
    return anyOf(await Promise.all(forms));
  }

  /** Gathers on until there is enough that is new, or nothing more. */
  async gather(): Promise<void> {
    const { strict } = this;
    if (!strict || this.isComplete) return;
    const before = this.candidates.size;
    let gathered = 0;
    while (this.candidates.size - before < ENOUGH_UNITS && gathered < ENOUGH_DOCUMENTS) {
      const next = this.cuts.find((cut) => cut > this.from);
      const to = next === undefined ? Infinity : next;
      const found = await strict.list(this.from, to);
      for (const document of found) this.take(document);
      gathered += found.length;
      this.from = to;
      if (to === Infinity) {
        this.finish();
        return;
      }
    }
  }

  private finish(): void {
    this.isComplete = true;
    this.count = 0;
    this.candidates.forEach((one) => (this.count += one.passages.length + Number(one.isHead)));
  }

  private candidate(unit: number): Candidate {
    const known = this.candidates.get(unit);
    if (known) return known;
    const made: Candidate = { unit, isHead: false, lent: new Set(), passages: [] };
    this.candidates.set(unit, made);
    return made;
  }

  private take(document: number): void {
    const candidate = this.candidate(this.layout.unitOf(document));
    if (this.layout.isHead(document)) candidate.isHead = true;
    else candidate.passages.push(document);
  }

  /** A teller's name stands in the head of an interview, what he tells in its passages. */
  private async lend(): Promise<void> {
    const { units } = this.layout.head;
    const heads = await Promise.all(this.parts.map((part) => part.list(0, units)));
    const held = new Map<number, Set<number>>();
    heads.forEach((list, word) => {
      for (const unit of list) {
        const own = held.get(unit) || new Set<number>();
        held.set(unit, own.add(word));
      }
    });
    const lending = Array.from(held).slice(0, MOST_LENDING);
    for (const [unit, words] of lending) {
      const missing = this.parts.filter((_, word) => !words.has(word));
      if (missing.length > 0) await this.lendTo(unit, words, allOf(missing, this.isExact));
      // A head that has all: then any word tells where in its passages they are spoken of.
      else await this.lendTo(unit, words, anyOf(this.parts));
    }
  }

  private async lendTo(
    unit: number,
    words: ReadonlySet<number>,
    missing: Documents,
  ): Promise<void> {
    // Blocks of a very common word are not loaded for this.
    if (missing.cuts.length > 0) return;
    const [first, end] = this.layout.passagesOf(unit);
    const found = await missing.list(first, end);
    const known = this.candidates.get(unit);
    if (found.length === 0) {
      if (known) known.lent = words;
      return;
    }
    const candidate = this.candidate(unit);
    candidate.lent = words;
    candidate.passages = merge([candidate.passages, found]);
    this.count += found.length;
  }

  /** Every document that has every word, by the postings alone. */
  async all(): Promise<number[]> {
    return this.strict ? (await this.strict.list(0, Infinity)).slice() : [];
  }
}
