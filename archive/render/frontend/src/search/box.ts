// A box to search in: what is offered while somebody types, by keyboard, by touch and for ears.
import { announce } from "../announce";
import { find, make } from "../elements";
import { on } from "../listen";
import { isWord, word } from "../words";
import type { Search } from "./engine";
import { isFileMissing } from "./files";
import type { NameMatch } from "./names";
import { follow, type Place, recordAddress, searchAddress } from "./place";

/** Names offered at a time. */
const OFFERED = 7;
/** Milliseconds of rest before names are looked up. */
const REST = 60;

/** What a record's kind is called, by its id; nothing for a kind that has no word. */
export function kindName(id: string): string {
  const key = `kind_${id.split("/")[0]}`;
  return isWord(key) ? word(key) : "";
}

let boxes = 0;

export class Box {
  readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private addresses: (string | null)[] = [];
  private active = -1;
  private isComposing = false;
  private timer = 0;
  private turn = 0;

  constructor(
    readonly form: HTMLFormElement,
    input: HTMLInputElement,
    private readonly search: Search,
    private readonly place: Place,
    /** What happens with a query; without it the search page is opened. */
    private readonly submit: ((query: string) => void) | null,
    signal: AbortSignal,
  ) {
    this.input = input;
    this.list = make("ul", "find-list");
    boxes += 1;
    this.list.id = `find-list-${boxes}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", word("find_list"));
    this.form.appendChild(this.list);
    this.dress();
    this.listen(signal);
    if (document.activeElement === input && input.value) this.wake();
  }

  private dress(): void {
    const { input } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
  }

  private listen(signal: AbortSignal): void {
    const { input } = this;
    on(signal, input, "compositionstart", () => {
      this.isComposing = true;
    });
    on(signal, input, "compositionend", () => {
      this.isComposing = false;
      this.wake();
    });
    on(signal, input, "input", () => this.wake());
    on(signal, input, "focus", () => void this.search.load().catch(() => undefined));
    on(signal, input, "keydown", (event) => this.press(event));
    on(signal, this.form, "submit", (event) => {
      event.preventDefault();
      this.go(input.value);
    });
    // Before the box loses the focus, which would close the list under the finger.
    on(signal, this.list, "mousedown", (event) => event.preventDefault());
    on(signal, this.list, "click", (event) => {
      const option = event.target instanceof Element && event.target.closest("[role=option]");
      if (option) this.choose(Array.prototype.indexOf.call(this.list.children, option));
    });
    on(signal, this.form, "focusout", (event) => {
      const next = event.relatedTarget;
      if (!(next instanceof Node && this.form.contains(next))) this.close();
    });
  }

  /** Puts something between the box and what it offers. */
  putAbove(element: HTMLElement): void {
    this.form.insertBefore(element, this.list);
  }

  /** Puts a query into the box without offering anything. */
  setQuery(query: string): void {
    this.input.value = query;
    this.close();
  }

  /** Offers names for what is in the box, in a moment. */
  wake(): void {
    if (this.isComposing) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.offer(), REST);
  }

  private async offer(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const typed = this.input.value;
    if (!typed.trim()) {
      this.close();
      return;
    }
    try {
      const found = await this.search.suggest(typed, OFFERED);
      // Something else has been typed, or it was sent, while this was looked up.
      if (turn !== this.turn) return;
      this.show(found, typed);
      // Whoever asks hears of what is missing.
      void this.search.approach(typed).catch(() => undefined);
    } catch (error) {
      if (turn === this.turn) this.showFault(error);
    }
  }

  private show(found: readonly NameMatch[], typed: string): void {
    this.list.textContent = "";
    this.addresses = [];
    for (const name of found) this.addName(name);
    const all = make("span", "find-all", word("find_all", { q: Array.from(typed).slice(0, 24).join("") }));
    this.add(all, null);
    this.setActive(-1);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  private addName(name: NameMatch): void {
    const row = make("span", "find-name");
    row.appendChild(make("b", "", name.name));
    const about = [name.title !== name.name ? name.title : "", kindName(name.id)];
    if (name.met === "sound") about.push(word("find_alike"));
    row.appendChild(make("small", "", about.filter(Boolean).join(" · ")));
    this.add(row, recordAddress(this.place, name.id));
  }

  private add(content: HTMLElement, address: string | null): void {
    const option = make("li");
    option.id = `${this.list.id}-${this.addresses.length}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.appendChild(content);
    this.list.appendChild(option);
    this.addresses.push(address);
  }

  private showFault(error: unknown): void {
    this.close();
    if (!isFileMissing(error)) console.error(error);
    let line = find(this.form, ".fault");
    if (!line) line = this.form.appendChild(make("p", "fault"));
    line.textContent = word("find_fault");
    announce(word("find_fault"));
  }

  private setActive(place: number): void {
    this.active = place;
    Array.prototype.forEach.call(this.list.children, (option: Element, i: number) => {
      option.setAttribute("aria-selected", String(i === place));
      if (i === place) option.scrollIntoView({ block: "nearest" });
    });
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
  }

  private press(event: KeyboardEvent): void {
    // Keys that an input method takes for itself (229 in old browsers).
    if (event.isComposing || this.isComposing || event.keyCode === 229) return;
    const count = this.addresses.length;
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) {
        this.wake();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Beyond either end lies the box itself.
      this.setActive(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  private choose(place: number): void {
    const address = this.addresses[place];
    if (address === undefined) return;
    this.close();
    if (address === null) this.go(this.input.value);
    else follow(address);
  }

  private go(query: string): void {
    this.close();
    if (this.submit) this.submit(query);
    else follow(searchAddress(this.place, query));
  }

  close(): void {
    this.turn += 1;
    window.clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.setActive(-1);
  }
}
