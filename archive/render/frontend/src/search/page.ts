// The search page: a query from the address or the box, what was found, and how it is narrowed.
import { announce } from "../announce";
import { find, make } from "../elements";
import { formatChoice, parseChoice } from "../facets";
import { on } from "../listen";
import { shared } from "../bridge";
import { word } from "../words";
import type { Answer, Group, Note } from "./answer";
import type { Box } from "./box";
import { type Choosable, Choices, FACETS, type Facet } from "./choices";
import type { Search } from "./engine";
import { isFileMissing } from "./files";
import type { NameMatch } from "./names";
import { askedIn, decode, type Place, wellFormed } from "./place";
import { drawGroup, drawName, drawPassage, drawPlace, dressName } from "./results";
import { kindName } from "./box";
import { say, type SearchWord } from "./words";

const GROUPS = 5;
const NAMES = 4;
const MORE_NAMES = 24;
/** How long words may take before places are kept for them. Milliseconds. */
const SOON = 80;

/** A part of the page by its role; a page without it has a mistake in its template. */
function part(root: HTMLElement, role: string): HTMLElement {
  const found = find(root, `[data-role="${role}"]`);
  if (!found) throw new Error(`no ${role} in the search page`);
  return found;
}

/** Names of facets as they stand in the address, after the query. */
const ANY: ReadonlyMap<string, readonly string[]> = new Map();

export class Page {
  private readonly status: HTMLElement;
  private readonly note: HTMLElement;
  private readonly narrow: HTMLElement;
  private readonly names: HTMLElement;
  private readonly groups: HTMLElement;
  private readonly more: HTMLElement;
  private readonly ways: HTMLElement;
  private readonly choices: Choices;
  private answer: Answer | null = null;
  private query = "";
  private shownNames = NAMES;
  private turn = 0;
  /** Records whose words are on their way, with the rows that wait for them. */
  private places: { readonly unit: number; readonly row: HTMLElement }[] = [];

  constructor(
    root: HTMLElement,
    private readonly search: Search,
    private readonly place: Place,
    signal: AbortSignal,
  ) {
    this.status = part(root, "status");
    this.note = part(root, "note");
    this.narrow = part(root, "narrow");
    this.names = part(root, "names");
    this.groups = part(root, "groups");
    this.more = part(root, "more");
    this.ways = part(root, "ways");
    this.choices = new Choices(search);
    on(signal, this.more, "click", () => void this.guarded(() => this.addGroups(true)));
    const follow = (): void => void this.readAddress();
    on(signal, window, "popstate", follow);
    on(signal, window, "hashchange", follow);
  }

  box: Box | null = null;

  // --- the address ---------------------------------------------------------------------------

  /** Asks what the address asks. */
  async readAddress(): Promise<void> {
    const { query, rest } = askedIn(location);
    if (this.box && this.box.input.value !== query) this.box.setQuery(query);
    await this.ask(query, rest);
  }

  private writeAddress(isStep: boolean): void {
    const choice = formatChoice(this.choices.chosen);
    const fields = [this.query ? `q=${encodeURIComponent(wellFormed(this.query))}` : "", choice];
    const text = fields.filter(Boolean).join("&");
    const { address } = shared();
    if (address && address(text ? `?${text}` : "", isStep)) return;
    if (location.hash.slice(1) !== text) location.hash = text;
  }

  /** A query that somebody sent. */
  submit(query: string): void {
    const isStep = query !== this.query;
    const step = (): void => this.writeAddress(isStep);
    void this.ask(query, "", step);
  }

  // --- asking --------------------------------------------------------------------------------

  /** Does something that loads files; says so when one is missing. */
  private async guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!isFileMissing(error)) console.error(error);
      this.clear();
      this.status.textContent = word("find_fault");
      this.ways.hidden = false;
    }
  }

  private clear(): void {
    this.answer = null;
    this.places = [];
    for (const one of [this.note, this.narrow, this.names, this.groups]) {
      one.textContent = "";
      one.hidden = true;
    }
    this.more.hidden = true;
    this.status.textContent = "";
  }

  private async ask(query: string, choice: string, found?: () => void): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    this.query = query;
    this.shownNames = NAMES;
    document.documentElement.classList.toggle("is-finding", query.trim() !== "");
    this.choices.chosen = ANY;
    if (found) found();
    if (!query.trim()) {
      this.clear();
      this.ways.hidden = false;
      return;
    }
    const waiting = window.setTimeout(() => (this.status.textContent = say("loading")), 400);
    let keeping = 0;
    await this.guarded(async () => {
      const answer = await this.search.answer(query, (units) => {
        // Words that come at once need no places: drawing these would keep them waiting.
        keeping = window.setTimeout(() => {
          if (turn !== this.turn) return;
          this.clear();
          this.status.textContent = say("loading");
          this.keepPlaces(units);
        }, SOON);
      });
      window.clearTimeout(keeping);
      await this.chooseFrom(choice);
      window.clearTimeout(waiting);
      if (turn !== this.turn) return;
      this.clear();
      this.answer = answer;
      await this.showAnswer();
    });
    window.clearTimeout(waiting);
    window.clearTimeout(keeping);
  }

  /** The choice an address tells of. */
  private async chooseFrom(text: string): Promise<void> {
    if (!text) return;
    const named = new Map(FACETS.map((facet): [string, string[]] => [facet, []]));
    for (const field of text.split("&")) {
      const own = named.get(field.slice(0, field.indexOf("=")));
      if (own) own.push(...decode(field.slice(field.indexOf("=") + 1)).split("|"));
    }
    const chosen = parseChoice(text, named) || ANY;
    if (this.choices.needsFile(chosen)) await this.choices.load();
    this.choices.chosen = chosen;
  }

  // --- showing -------------------------------------------------------------------------------

  private async showAnswer(): Promise<void> {
    const { answer } = this;
    if (!answer) return;
    if (this.choices.chosen.size > 0 || answer.groups.length > 0) answer.narrow(this.choices.isWanted);
    this.groups.textContent = "";
    this.showNote(answer);
    this.showNames(answer);
    const dressed = this.dressNames();
    // Above the rows, which must not move once they are there.
    await this.showChoices(answer);
    await this.addGroups(false);
    if (answer !== this.answer) return;
    const isNothing = answer.wantedNames.length === 0 && answer.groups.length === 0;
    this.ways.hidden = !(isNothing && this.choices.chosen.size === 0);
    this.showCount(answer, isNothing);
    await dressed;
  }

  private showCount(answer: Answer, isNothing: boolean): void {
    const { count } = answer;
    const names = answer.wantedNames.length;
    const parts = [
      names > 0 ? say("found_names", { n: names }) : "",
      count > 0 ? say(answer.isAbout ? "found_about" : "found_many", { n: count }) : "",
    ];
    const shown = Array.from(this.query).slice(0, 40).join("");
    const nothing = this.choices.chosen.size > 0 ? say("found_narrowed") : say("found_nothing", { q: shown });
    this.status.textContent = isNothing ? nothing : parts.filter(Boolean).join(" · ");
  }

  private showNote(answer: Answer): void {
    const text = noteText(answer.note);
    const near = answer.isEmpty ? answer.near : [];
    this.note.hidden = !text && near.length === 0;
    this.note.textContent = text || (near.length > 0 ? say("found_near") : "");
    if (near.length > 0) this.drawNames(near.slice(0, MORE_NAMES));
  }

  private showNames(answer: Answer): void {
    if (answer.isEmpty) return;
    const names = answer.wantedNames;
    this.drawNames(names.slice(0, this.shownNames));
    if (names.length > this.shownNames) {
      const button = make("button", "quiet", say("more_names", { n: names.length - this.shownNames }));
      button.type = "button";
      button.addEventListener("click", () => {
        this.shownNames += MORE_NAMES;
        this.showNames(answer);
        void this.guarded(() => this.dressNames());
        const row = this.names.querySelectorAll("a")[this.shownNames - MORE_NAMES];
        if (row instanceof HTMLElement) row.focus();
      });
      this.names.appendChild(button);
    }
  }

  private drawNames(names: readonly NameMatch[]): void {
    this.names.textContent = "";
    this.names.hidden = names.length === 0;
    this.names.appendChild(make("h2", "visually-hidden", say("names_heading")));
    const list = make("ul", "found-names");
    for (const name of names) list.appendChild(drawName(this.place, name));
    this.names.appendChild(list);
  }

  /** Pictures and second lines of the names come after the answer. */
  private async dressNames(): Promise<void> {
    const rows = Array.prototype.slice.call(this.names.querySelectorAll("li.row")) as HTMLElement[];
    const bare = rows.filter((row) => !row.dataset.dressed);
    for (const row of bare) row.dataset.dressed = "true";
    const heads = await this.search.heads(bare.map((row) => Number(row.dataset.unit)));
    heads.forEach((head, i) => dressName(this.place, bare[i] as HTMLElement, head));
  }

  /** Adds groups as they come, each in the place that is kept for it. */
  private async addGroups(isMore: boolean): Promise<void> {
    const { answer } = this;
    if (!answer) return;
    const names = answer.wantedNames.slice(0, NAMES);
    const own = new Set(names.map((name) => name.unit));
    const { clips } = shared();
    const drawn: HTMLElement[] = [];
    const units = await answer.begin(GROUPS);
    if (answer !== this.answer) return;
    this.keepPlaces(units.filter((unit) => !answer.isSaid(unit, names)));
    const { places } = this;
    await answer.more(GROUPS, (group) => {
      if (answer !== this.answer) return;
      // Up to its own place: those before it have nothing after all.
      const at = places.findIndex(({ unit }) => unit === group.unit);
      for (const place of places.splice(0, at + 1)) place.row.remove();
      // A record that stands among the names needs no row that says no more.
      if (group.head && own.has(group.unit)) return;
      const row = drawGroup(this.place, group, this.open);
      this.groups.insertBefore(row, places[0] ? places[0].row : null);
      if (clips) clips(row);
      drawn.push(row);
    });
    if (answer !== this.answer) return;
    this.keepPlaces([]);
    this.more.hidden = !answer.hasMore;
    if (!isMore) return;
    const first = drawn[0] && drawn[0].querySelector("a");
    if (first) first.focus();
    else announce(say("all_shown"));
  }

  /** Keeps places for records whose words are on their way, and only for these. */
  private keepPlaces(units: readonly number[]): void {
    for (const { row } of this.places) row.remove();
    this.places = units.map((unit) => {
      return { unit, row: drawPlace(this.search.titleOf(unit), this.search.kindOf(unit)) };
    });
    for (const { row } of this.places) this.groups.appendChild(row);
    this.groups.setAttribute("aria-busy", String(units.length > 0));
    this.groups.hidden = this.groups.children.length === 0;
  }

  /** All places of a group in place of the best ones. */
  private readonly open = (group: Group, list: HTMLElement, button: HTMLElement): void => {
    void this.guarded(async () => {
      if (!this.answer) return;
      const all = await this.answer.openAll(group.unit);
      list.textContent = "";
      for (const passage of all) list.appendChild(drawPassage(this.place, passage));
      const { clips } = shared();
      if (clips) clips(list);
      button.remove();
      const first = list.querySelector("a");
      if (first) first.focus();
    });
  };

  // --- narrowing -----------------------------------------------------------------------------

  private async showChoices(answer: Answer): Promise<void> {
    const offered = await this.choices.offer(answer.units);
    if (answer !== this.answer) return;
    this.narrow.textContent = "";
    for (const values of offered) this.narrow.appendChild(this.drawFacet(values));
    const isMany = answer.units.length > 1;
    if (!this.choices.isLoaded && isMany) this.narrow.appendChild(this.drawButton("narrow", () => this.loadChoices()));
    if (this.choices.chosen.size > 0) {
      this.narrow.appendChild(this.drawButton("show_all", () => this.choose(() => (this.choices.chosen = ANY))));
    }
    this.narrow.hidden = this.narrow.children.length === 0;
  }

  private drawButton(text: SearchWord, action: () => Promise<void>): HTMLElement {
    const button = make("button", "pill", say(text));
    button.type = "button";
    button.addEventListener("click", () => void this.guarded(action));
    return button;
  }

  private drawFacet(values: readonly Choosable[]): HTMLElement {
    const group = make("fieldset", "facet");
    const facet = (values[0] as Choosable).facet;
    // That kinds are kinds is seen at once.
    const hidden = facet === "kind" ? "visually-hidden" : "";
    group.appendChild(make("legend", hidden, say(`facet_${facet as Facet}`)));
    const list = make("ul");
    for (const value of values) {
      const button = make("button", "facet-value", labelOf(value));
      button.type = "button";
      button.setAttribute("role", "checkbox");
      button.setAttribute("aria-checked", String(value.isChosen));
      button.dataset.value = `${facet}=${value.value}`;
      button.appendChild(document.createTextNode(" "));
      button.appendChild(make("small", "", String(value.count)));
      button.addEventListener("click", () => {
        void this.guarded(() => this.choose(() => this.choices.toggle(facet, value.value)));
      });
      const item = make("li");
      item.appendChild(button);
      list.appendChild(item);
    }
    group.appendChild(list);
    return group;
  }

  private async loadChoices(): Promise<void> {
    await this.choices.load();
    if (this.answer) await this.showChoices(this.answer);
    const second = this.narrow.querySelectorAll("fieldset")[1];
    const first = second && second.querySelector("button");
    if (first) first.focus();
  }

  private async choose(change: () => void): Promise<void> {
    const held = document.activeElement;
    const key = held instanceof HTMLElement ? held.dataset.value : undefined;
    change();
    this.shownNames = NAMES;
    this.writeAddress(true);
    await this.showAnswer();
    const again = Array.prototype.find.call(
      this.narrow.querySelectorAll("button"),
      (button: HTMLElement) => button.dataset.value === key,
    ) as HTMLElement | undefined;
    if (again) again.focus();
  }
}

function labelOf(value: Choosable): string {
  if (value.facet === "kind") return kindName(`${value.value}/`);
  if (value.facet === "decade") return say("decade", { decade: value.value });
  return value.facet === "sound" ? say("with_sound") : value.label;
}

/** Says plainly that something else was looked for than what was typed. */
function noteText(note: Note | null): string {
  if (!note) return "";
  const short = (words: readonly string[], most: number): string =>
    words.slice(0, most).map((one) => Array.from(one).slice(0, 24).join("")).join("、");
  return say(`note_${note.kind}` as SearchWord, {
    q: short(note.missing, 4),
    found: short(note.found, 6),
  });
}
