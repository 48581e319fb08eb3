// Which documents have a term, a character, a line: loaded as far as somebody asks.
import { termsWithin } from "./analysis";
import { BitReader } from "./bits";
import type { Files } from "./files";
import type { Layout } from "./layout";
import { AT_ONCE, fanOf, FEW_FILES, filesOf, inOrder, signFile, termFile } from "./spread";

/** Documents that have something, as numbers that ascend. */
export interface Documents {
  /** How many there are at most. */
  readonly count: number;
  /** Where a list that comes in blocks is divided; empty where it is here as a whole. */
  readonly cuts: readonly number[];
  /** Those from one number up to, without, another. */
  list(low: number, high: number): Promise<readonly number[]>;
  /** Those among the given ones. */
  keep(documents: readonly number[]): Promise<readonly number[]>;
}

const BLOCK = 4096;
const LONGEST_LIST = 8192;
/** Documents in the list of a common character. */
const SINGLE = 4096;
/** Candidates that are looked at in their text, rather than loading another file of postings. */
const FEW = 3;

/** How many documents stand beside a term that so many have: of a long list the first of each block. */
function shown(count: number): number {
  return count > LONGEST_LIST ? Math.ceil(count / BLOCK) : count;
}

function lowerBound(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function between(list: readonly number[], low: number, high: number): readonly number[] {
  return list.slice(lowerBound(list, low), lowerBound(list, high));
}

function common(a: readonly number[], b: readonly number[]): number[] {
  const found: number[] = [];
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const [x, y] = [a[i] as number, b[k] as number];
    if (x === y) found.push(x);
    if (x <= y) i += 1;
    if (y <= x) k += 1;
  }
  return found;
}

/** Several ascending lists as one. */
export function merge(lists: readonly (readonly number[])[]): number[] {
  if (lists.length === 1) return (lists[0] as readonly number[]).slice();
  const all = new Set<number>();
  for (const list of lists) for (const one of list) all.add(one);
  return Array.from(all).sort((a, b) => a - b);
}

export const NOTHING: Documents = listed([]);

/** A list that is here. */
export function listed(all: readonly number[]): Documents {
  return {
    count: all.length,
    cuts: [],
    list: async (low, high) => between(all, low, high),
    keep: async (documents) => common(documents, all),
  };
}

/** A list of which only the first number of each block is here. */
class Blocks implements Documents {
  constructor(
    readonly count: number,
    readonly cuts: readonly number[],
    private readonly load: (block: number) => Promise<readonly number[]>,
  ) {}

  async list(low: number, high: number): Promise<readonly number[]> {
    const first = Math.max(0, lowerBound(this.cuts, low + 1) - 1);
    const wanted: number[] = [];
    for (let n = first; n < this.cuts.length && (this.cuts[n] as number) < high; n++) wanted.push(n);
    const blocks = await Promise.all(wanted.map(this.load));
    return between(([] as number[]).concat(...(blocks as number[][])), low, high);
  }

  async keep(documents: readonly number[]): Promise<readonly number[]> {
    const wanted = new Set<number>();
    for (const one of documents) {
      const block = lowerBound(this.cuts, one + 1) - 1;
      if (block >= 0) wanted.add(block);
    }
    const blocks = await Promise.all(Array.from(wanted).map(this.load));
    return common(documents, merge([[], ...blocks]));
  }
}

/** What has any of several. */
export function anyOf(parts: readonly Documents[]): Documents {
  const real = parts.filter((part) => part.count > 0);
  if (real.length < 2) return real[0] || NOTHING;
  return {
    count: real.reduce((sum, part) => sum + part.count, 0),
    cuts: merge(real.map((part) => part.cuts)),
    list: async (low, high) => merge(await Promise.all(real.map((part) => part.list(low, high)))),
    keep: async (documents) => merge(await Promise.all(real.map((part) => part.keep(documents)))),
  };
}

/** What has all of several: the rarest is listed, the others are asked for what it gives. Unless
 * `exact`, they are not asked when little is left: whoever reads the text sees for himself. */
export function allOf(parts: readonly Documents[], exact: boolean): Documents {
  const sorted = parts.slice().sort((a, b) => a.count - b.count);
  const [first, ...others] = sorted;
  if (!first || first.count === 0) return NOTHING;
  if (others.length === 0) return first;
  const narrow = async (documents: readonly number[]): Promise<readonly number[]> => {
    let left = documents;
    for (const other of others) {
      if (left.length === 0 || (!exact && left.length <= FEW && other.cuts.length > 0)) break;
      left = await other.keep(left);
    }
    return left;
  };
  // Divided where another is in blocks, so that nobody has to load all of them at once.
  const divided = sorted.find((part) => part.cuts.length > 0);
  return {
    count: first.count,
    cuts: divided && first.count > BLOCK / 8 ? divided.cuts : first.cuts,
    list: async (low, high) => narrow(await first.list(low, high)),
    keep: async (documents) => narrow(await first.keep(documents)),
  };
}

/** The terms of one file; a list is read when somebody asks for it. */
interface Table {
  /** What has a term. */
  of(first: string, second: string): Documents;
  /** What has any term that begins with a character, term by term. */
  all(first: string): Documents[];
}

/** The postings of a site. */
export class Postings {
  private readonly tables = new Map<string, Promise<Table>>();

  constructor(
    private readonly files: Files,
    private readonly layout: Layout,
  ) {}

  /** Every term of a file. */
  private table(name: string): Promise<Table> {
    const known = this.tables.get(name);
    const table = known || this.files.load<string>(name).then((data) => this.read(data));
    if (!known) {
      this.tables.set(name, table);
      if (this.tables.size > 60) this.tables.delete(this.tables.keys().next().value as string);
      table.catch(() => this.tables.delete(name));
    }
    return table;
  }

  private read(data: string): Table {
    const reader = new BitReader(data);
    let last = -1;
    const firsts = reader.ones(reader.one() - 1).map((gap) => (last += gap));
    const sizes = reader.ones(firsts.length);
    const widths = reader.ones(firsts.length).map((width) => width - 1);
    let sum = 0;
    const starts = sizes.map((size) => (sum += size) - size);
    const seconds = sizes.map((size, i) => reader.ascending(size, widths[i] as number));
    const counts = reader.ones(sum);
    const lists = reader.lists(counts.map(shown), this.layout.head.bits);
    const documents = (first: string, place: number, second: number): Documents => {
      const count = counts[place] as number;
      if (count <= LONGEST_LIST) return listed(lists(place));
      return this.blocks(first + String.fromCodePoint(second), count, lists(place));
    };
    const placeOf = (first: string): number => firsts.indexOf(first.codePointAt(0) as number);
    return {
      of: (first, second) => {
        const i = placeOf(first);
        const point = second.codePointAt(0) as number;
        const k = i < 0 ? -1 : (seconds[i] as number[]).indexOf(point);
        return k < 0 ? NOTHING : documents(first, (starts[i] as number) + k, point);
      },
      all: (first) => {
        const i = placeOf(first);
        if (i < 0) return [];
        return (seconds[i] as number[]).map((point, k) => documents(first, (starts[i] as number) + k, point));
      },
    };
  }

  private blocks(term: string, count: number, firsts: readonly number[]): Documents {
    return new Blocks(count, firsts, async (block) => {
      const data = await this.files.load<string>(this.layout.blockFile(term, block));
      return this.readList(data, Math.min(BLOCK, count - block * BLOCK));
    });
  }

  /** A list that stands by itself. */
  private readList(data: string, count: number): readonly number[] {
    return new BitReader(data).lists([count], this.layout.head.bits)(0);
  }

  async term(term: string): Promise<Documents> {
    const [first, second] = Array.from(term) as [string, string];
    return (await this.table(termFile(this.layout.head, term))).of(first, second);
  }

  /** What has a character anywhere. A very common one is known in part, unless `exact`. */
  async sign(sign: string, exact: boolean): Promise<Documents> {
    const { head } = this.layout;
    if (!exact && fanOf(head, sign) > FEW_FILES) {
      const [count, data] = await this.files.load<[number, string]>(signFile(sign));
      const some = this.readList(data, Math.min(count, SINGLE));
      if (some.length >= count) return listed(some);
      // Whether others have it shows in their text.
      return { count, cuts: [], list: async (a, b) => between(some, a, b), keep: async (all) => all };
    }
    const tables = await Promise.all(filesOf(head, sign).map((name) => this.table(name)));
    return anyOf(tables.reduce<Documents[]>((all, table) => all.concat(table.all(sign)), []));
  }

  /** Whether the terms so far leave so little that its text tells the rest. */
  private async isNearlyDone(parts: readonly Documents[]): Promise<boolean> {
    if (parts.some((part) => part.cuts.length > 0)) return false;
    return (await allOf(parts, false).list(0, Infinity)).length <= FEW;
  }

  /** What has a line's terms. Those of rare characters are loaded first, and the rest only where
   * they are needed to tell documents apart. */
  async line(line: string, exact: boolean): Promise<Documents> {
    const wanted = termsWithin(line);
    if (wanted.length === 0) return this.sign(line, exact);
    const order = inOrder(this.layout.head, wanted);
    const parts: Documents[] = [];
    while (order.length > 0) {
      const next = await Promise.all(order.splice(0, AT_ONCE).map((term) => this.term(term)));
      parts.push(...next);
      if (parts.some((part) => part.count === 0)) return NOTHING;
      if (!exact && (await this.isNearlyDone(parts))) break;
    }
    return allOf(parts, exact);
  }
}
