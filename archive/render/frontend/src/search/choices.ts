// Narrowing what was found: by kind at once, by decade, theme, person, place and sound once their
// file is here.
import { countValues, isMatch, toggle, type Values } from "../facets";
import type { Search } from "./engine";
import { readAscending } from "./numbers";

/** Units by answer, and the unit that a record is. A list, because an answer may be any word,
 * `__proto__` too. */
type Answers = readonly (readonly [string, string, number?])[];

/** The payload of `facets.js`. */
type Facets = Readonly<Record<string, string | Answers | Readonly<Record<string, string>>>>;

export interface Choosable {
  readonly facet: string;
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly isChosen: boolean;
}

/** Answers offered for one facet. */
const OFFERED = 12;
export const FACETS = ["kind", "decade", "theme", "person", "place", "sound"] as const;
export type Facet = (typeof FACETS)[number];
/** Facets whose answers are records. */
const OF_RECORDS = ["person", "place"];

function entries(data: Answers | Readonly<Record<string, string>>): Answers {
  if (Array.isArray(data)) return data as Answers;
  const byKey = data as Readonly<Record<string, string>>;
  return Object.keys(byKey).map((value): [string, string] => [value, byKey[value] as string]);
}

export class Choices {
  chosen: Values = new Map();
  isLoaded = false;
  /** For each unit what it answers. */
  private readonly values = new Map<number, Map<string, string[]>>();
  /** The units of records that are answers, by their ids; their titles once they were asked for. */
  private readonly unitOf = new Map<string, number>();
  private titles = new Map<number, string>();

  constructor(private readonly search: Search) {}

  /** Loads the other facets. */
  async load(): Promise<void> {
    if (this.isLoaded) return;
    const facets = await this.search.loadFile<Facets>("facets");
    this.isLoaded = true;
    for (const facet of Object.keys(facets)) {
      const data = facets[facet] as Facets[string];
      if (typeof data === "string") this.read(facet, "1", data);
      else
        for (const [value, units, unit] of entries(data)) {
          this.read(facet, value, units);
          if (unit !== undefined) this.unitOf.set(value, unit);
        }
    }
  }

  private read(facet: string, value: string, data: string): void {
    for (const unit of readAscending(data)) {
      const own = this.values.get(unit) || new Map<string, string[]>();
      own.set(facet, (own.get(facet) || []).concat(value));
      this.values.set(unit, own);
    }
  }

  /** Whether an address names a facet that is not here yet. */
  needsFile(chosen: Values): boolean {
    return Array.from(chosen.keys()).some((facet) => facet !== "kind");
  }

  private of(unit: number): Values {
    const all = new Map<string, readonly string[]>(this.values.get(unit) || []);
    return all.set("kind", [this.search.kindOf(unit)]);
  }

  readonly isWanted = (unit: number): boolean => isMatch(this.of(unit), this.chosen);

  toggle(facet: string, value: string): void {
    this.chosen = toggle(this.chosen, facet, value);
  }

  /** What can be chosen among these units, facet by facet; a single answer tells nothing apart. */
  async offer(units: readonly number[]): Promise<Choosable[][]> {
    const all = units.map((unit) => this.of(unit));
    const offered: Choosable[][] = [];
    for (const facet of FACETS) {
      const counts = countValues(all, this.chosen, facet);
      const held = this.chosen.get(facet) || [];
      for (const value of held) if (!counts.has(value)) counts.set(value, 0);
      const values = Array.from(counts).sort(facet === "decade" ? byValue : byCount);
      const kept = values.filter(([value], i) => i < OFFERED || held.indexOf(value) >= 0);
      const tells = kept.length > 1 || held.length > 0 || (facet === "sound" && kept.length > 0);
      if (tells) offered.push(await this.label(facet, kept, held));
    }
    return offered;
  }

  private async label(
    facet: string,
    values: readonly (readonly [string, number])[],
    held: readonly string[],
  ): Promise<Choosable[]> {
    if (OF_RECORDS.indexOf(facet) >= 0) {
      const units = values.map(([value]) => this.unitOf.get(value));
      const missing = units.filter((unit): unit is number => unit !== undefined && !this.titles.has(unit));
      (await this.search.titles(missing)).forEach((title, unit) => this.titles.set(unit, title));
    }
    return values.map(([value, count]) => {
      const unit = this.unitOf.get(value);
      const title = unit === undefined ? undefined : this.titles.get(unit);
      const label = OF_RECORDS.indexOf(facet) >= 0 && title !== undefined ? title : value;
      return { facet, value, label, count, isChosen: held.indexOf(value) >= 0 };
    });
  }
}

type Counted = readonly [string, number];

function byCount(a: Counted, b: Counted): number {
  return b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
}

function byValue(a: Counted, b: Counted): number {
  return Number(a[0]) - Number(b[0]);
}
