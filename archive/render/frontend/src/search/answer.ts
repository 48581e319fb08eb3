// The answer to a query: names, then places in interviews and other records, a page at a time.
import type { Simplified } from "./analysis";
import type { Candidate } from "./finder";
import type { Layout } from "./layout";
import type { NameMatch } from "./names";
import type { Pool } from "./pool";
import { rarity, scoreMeeting, sortUnits } from "./rank";
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
}

/** Places shown of one record. */
const SHOWN = 2;
/** What a question counts beside an answer. */
const ASKED = 0.8;
/** Files of one record that are opened in search of a place, when words stood apart. */
const MOST_FILES = 3;

/** A record whose words are on their way. */
interface Opening {
  readonly unit: number;
  readonly group: Promise<Group | null>;
}

export type IsWanted = (unit: number) => boolean;

export class Answer {
  /** Groups so far. */
  groups: Group[] = [];
  /** Those that are being opened, in their order; null for one that has nothing after all. */
  private opening: Opening[] = [];
  /** Candidates that are wanted, the most promising first, and how many of them were opened. */
  private order: readonly Candidate[] = [];
  private opened = 0;
  private ordered = -1;
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
    return this.opening.length > 0 || !this.pool.isComplete || this.opened < this.inOrder().length;
  }

  get isEmpty(): boolean {
    return this.names.length === 0 && this.groups.length === 0 && !this.hasMore;
  }

  /** Whether there is any group. What has all terms of a phrase need not have the phrase. */
  async prime(count: number): Promise<boolean> {
    for (;;) {
      await this.begin(count);
      const [first] = this.opening;
      if (!first) return false;
      if (await first.group) return true;
      if (this.opening[0] === first) this.opening.shift();
    }
  }

  /** Begins anew with the units that are wanted. */
  narrow(isWanted: IsWanted): void {
    this.isWanted = isWanted;
    this.opening = [];
    this.groups = [];
    this.opened = 0;
    this.ordered = -1;
    this.rejected = 0;
  }

  /** Begins to open so many groups, unless there are fewer; their records. They may be fewer still
   * in the end. */
  async begin(count: number): Promise<number[]> {
    while (this.opening.length < count) {
      const next = this.inOrder()[this.opened];
      if (next) {
        this.opened += 1;
        const group = this.open(next);
        // Whoever takes it hears of it.
        group.catch(() => undefined);
        this.opening.push({ unit: next.unit, group });
      } else if (this.pool.isComplete) break;
      else await this.pool.gather();
    }
    return this.opening.slice(0, count).map(({ unit }) => unit);
  }

  /** Whether a record says no more than its name, which stands among these. */
  isSaid(unit: number, names: readonly NameMatch[]): boolean {
    const candidate = this.pool.candidates.get(unit);
    const isBare = candidate !== undefined && candidate.passages.length === 0;
    return isBare && names.some((name) => name.unit === unit);
  }

  /** Adds so many groups, unless there are fewer, and returns them. `take` gets each as soon as it
   * and all before it are here. */
  async more(count: number, take?: (group: Group) => void): Promise<Group[]> {
    const added: Group[] = [];
    while (added.length < count) {
      await this.begin(count - added.length);
      const next = this.opening.shift();
      if (!next) break;
      const group = await next.group;
      if (!group) continue;
      added.push(group);
      this.groups = this.groups.concat(group);
      if (take) take(group);
    }
    return added;
  }

  /** Candidates that are wanted, in their order; those that were opened stay in front. */
  private inOrder(): readonly Candidate[] {
    const { candidates, scores, words } = this.pool;
    if (this.ordered === candidates.size) return this.order;
    this.ordered = candidates.size;
    const done = this.order.slice(0, this.opened);
    const held = new Set(done);
    const left = this.wanted.filter((one) => !held.has(one));
    if (scores) left.sort((a, b) => (scores.get(b.unit) || 0) - (scores.get(a.unit) || 0));
    this.order = done.concat(scores ? left : sortUnits(left, this.layout, words.length));
    return this.order;
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
    };
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
