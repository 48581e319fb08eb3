// The answer to a query: names, then places in interviews and other records, a page at a time.
import type { Simplified } from "./analysis";
import type { Candidate } from "./finder";
import type { Layout } from "./layout";
import type { NameMatch } from "./names";
import type { Pool } from "./pool";
import { rarity, scoreMeeting, scoreUnit, sortUnits, voiceOf } from "./rank";
import { meetText, type Meeting, type Passage, type Stretch, type Texts, type UnitHead } from "./texts";

/** What was done because nothing was just as it was typed. */
export interface Note {
  /** `sound`: others that sound alike; `name`: names that were meant; `near`: names that are
   * nearly so; `split`: a word that was two; `apart`: words in different places of one record;
   * `most`: places that have most of it. */
  readonly kind: "sound" | "name" | "near" | "split" | "apart" | "most";
  /** What was not found, and what instead. */
  readonly missing: readonly string[];
  readonly found: readonly string[];
}

export interface ShownPassage extends Passage {
  readonly marks: readonly Stretch[];
  readonly score: number;
}

/** A record with the places in it. */
export interface Group {
  readonly unit: number;
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** What its head says, where that is what was met. */
  readonly head: (UnitHead & { readonly marks: readonly Stretch[] }) | null;
  /** The best places. */
  readonly passages: readonly ShownPassage[];
  /** How many more there may be. */
  readonly more: number;
  readonly score: number;
}

/** Places shown of one record. */
const SHOWN = 2;
/** What a question counts beside an answer. */
const ASKED = 0.8;
/** Files of one record that are opened in search of a place, when words stood apart. */
const MOST_FILES = 3;

export type IsWanted = (unit: number) => boolean;

export class Answer {
  /** Groups so far. */
  groups: Group[] = [];
  private handled = new Set<number>();
  private primed: Group[] | null = null;
  private rejected = 0;
  private isWanted: IsWanted = () => true;

  constructor(
    readonly query: string,
    /** Names that match, all of them, the best first. */
    public names: readonly NameMatch[],
    /** Names that are least unlike it, where nothing was found. */
    readonly near: readonly NameMatch[],
    readonly note: Note | null,
    readonly pool: Pool,
    private readonly layout: Layout,
    private readonly texts: Texts,
    private readonly simplified: () => Promise<Simplified>,
  ) {}

  /** Names that are wanted. */
  get wantedNames(): NameMatch[] {
    return this.names.filter((name) => this.isWanted(name.unit));
  }

  /** Candidates that are wanted. */
  private get wanted(): Candidate[] {
    return Array.from(this.pool.candidates.values()).filter((one) => this.isWanted(one.unit));
  }

  /** Every unit that may be in it, names included: for facets. */
  get units(): number[] {
    const all = new Set(this.pool.candidates.keys());
    for (const name of this.names) all.add(name.unit);
    return Array.from(all);
  }

  /** How many places there are. */
  get count(): number {
    const sum = this.wanted.reduce((n, one) => n + one.passages.length + Number(one.isHead), 0);
    const isAll = this.wanted.length === this.pool.candidates.size;
    return Math.max(0, (this.pool.isComplete || !isAll ? sum : this.pool.count) - this.rejected);
  }

  /** Whether the count is not quite sure. */
  get isAbout(): boolean {
    if (!this.pool.isComplete) return true;
    const isLoose = this.pool.words.some((word) =>
      word.forms.some(({ line }) => Array.from(line).length > 2),
    );
    return isLoose && this.hasMore;
  }

  get hasMore(): boolean {
    return this.primed !== null || this.hasUnopened;
  }

  private get hasUnopened(): boolean {
    return !this.pool.isComplete || this.wanted.some((one) => !this.handled.has(one.unit));
  }

  get isEmpty(): boolean {
    return this.names.length === 0 && this.groups.length === 0 && !this.hasMore;
  }

  /** Opens the first groups, which `more` then gives. False when there is none: what has all terms
   * of a phrase need not have the phrase. */
  async prime(count: number): Promise<boolean> {
    this.primed = await this.openNext(count);
    return this.primed.length > 0;
  }

  /** Begins anew with the units that are wanted. */
  narrow(isWanted: IsWanted): void {
    this.isWanted = isWanted;
    this.primed = null;
    this.groups = [];
    this.handled = new Set();
    this.rejected = 0;
  }

  /** Adds about so many groups and returns them. */
  async more(count: number): Promise<Group[]> {
    const added = this.primed || (await this.openNext(count));
    this.primed = null;
    this.groups = this.groups.concat(added);
    return added;
  }

  private async openNext(count: number): Promise<Group[]> {
    const added: Group[] = [];
    while (added.length < count && this.hasUnopened) {
      const next = this.sorted().filter((one) => !this.handled.has(one.unit));
      if (next.length === 0) {
        await this.pool.gather();
        continue;
      }
      const batch = next.slice(0, count - added.length);
      for (const one of batch) this.handled.add(one.unit);
      const opened = await Promise.all(batch.map((one) => this.open(one)));
      added.push(...opened.filter((group): group is Group => group !== null));
    }
    return added.sort((a, b) => b.score - a.score);
  }

  private sorted(): Candidate[] {
    const { scores } = this.pool;
    if (!scores) return sortUnits(this.wanted, this.layout, this.pool.words.length);
    return this.wanted.sort((a, b) => (scores.get(b.unit) || 0) - (scores.get(a.unit) || 0));
  }

  private async open(candidate: Candidate): Promise<Group | null> {
    if (candidate.passages.length === 0) return this.openHead(candidate);
    const byFile = new Map<string, number[]>();
    for (const one of candidate.passages) {
      const name = this.layout.textFile(one);
      byFile.set(name, (byFile.get(name) || []).concat(one));
    }
    const files = Array.from(byFile.values()).sort((a, b) => this.promise(b) - this.promise(a));
    for (const documents of files.slice(0, MOST_FILES)) {
      const found = await this.meet(await this.texts.passages(documents), candidate);
      if (found.length > 0) return this.group(candidate, found);
      this.rejected += documents.length;
    }
    return candidate.isHead ? this.openHead(candidate) : null;
  }

  /** Which file of a record to open first: that of its best place, else that with most places. */
  private promise(documents: readonly number[]): number {
    const { documentScores } = this.pool;
    if (!documentScores) return documents.length;
    return Math.max(...documents.map((one) => documentScores.get(one) || 0));
  }

  private group(candidate: Candidate, found: readonly ShownPassage[]): Group {
    const first = found[0] as ShownPassage;
    const shown = found.slice(0, SHOWN);
    return {
      unit: candidate.unit,
      id: first.id,
      kind: this.layout.kindOf(candidate.unit),
      title: first.title,
      head: null,
      passages: shown,
      more: candidate.passages.length - shown.length,
      score: (this.weigh(candidate) + first.score) * voiceOf(first.id.split("/")[0] as string),
    };
  }

  private weigh(candidate: Candidate): number {
    const { scores, words } = this.pool;
    if (scores) return scores.get(candidate.unit) || 0;
    return scoreUnit(candidate, this.layout, words.length);
  }

  private async openHead(candidate: Candidate): Promise<Group | null> {
    const [head] = await this.texts.heads([candidate.unit]);
    if (!head) return null;
    const meeting = await this.meeting(`${head.title}\n${head.text}`, new Set());
    if (!meeting) {
      this.rejected += Number(candidate.isHead);
      return null;
    }
    const shift = head.title.length + 1;
    const marks = meeting.marks
      .map(([from, to]): Stretch => [Math.max(0, from - shift), to - shift])
      .filter(([, to]) => to > 0);
    return {
      unit: candidate.unit,
      id: head.id,
      kind: this.layout.kindOf(candidate.unit),
      title: head.title,
      head: { ...head, marks },
      passages: [],
      more: 0,
      score: this.weigh(candidate) + scoreMeeting(meeting, this.rarities),
    };
  }

  /** Every place of a group that is really one, in their order. */
  async openAll(unit: number): Promise<ShownPassage[]> {
    const candidate = this.pool.candidates.get(unit);
    if (!candidate) return [];
    const found = await this.meet(await this.texts.passages(candidate.passages), candidate);
    return found.sort((a, b) => a.document - b.document);
  }

  /** The passages that meet the query, the best first. */
  private async meet(passages: readonly Passage[], candidate: Candidate): Promise<ShownPassage[]> {
    const found: ShownPassage[] = [];
    for (const passage of passages) {
      const meeting = await this.meeting(passage.text, candidate.lent);
      if (!meeting) continue;
      // What is told comes before what is asked.
      const part = /[？?]$/.test(passage.text.split("\n")[0] as string) ? ASKED : 1;
      const score = part * scoreMeeting(meeting, this.rarities);
      found.push({ ...passage, marks: meeting.marks, score });
    }
    return found.sort((a, b) => b.score - a.score || a.document - b.document);
  }

  private get rarities(): number[] {
    return this.pool.counts.map((count) => rarity(count, this.layout.head.documents));
  }

  /** How a text meets the query, or null where it does not. */
  private async meeting(text: string, lent: ReadonlySet<number>): Promise<Meeting | null> {
    const isMet = (meeting: Meeting): boolean =>
      this.pool.isAny
        ? meeting.counts.some((count) => count > 0)
        : meeting.counts.every((count, word) => count > 0 || lent.has(word)) &&
          meeting.counts.some((count) => count > 0);
    const { words } = this.pool;
    const plain = meetText(text, words, this.known);
    if (isMet(plain) || this.known || this.layout.head.traditional === false) return isMet(plain) ? plain : null;
    // The text may be in traditional characters.
    this.known = await this.simplified();
    const again = meetText(text, words, this.known);
    return isMet(again) ? again : null;
  }

  private known: Simplified = null;
}
