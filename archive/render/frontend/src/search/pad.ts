// A pad of pinyin initials, for a screen without a keyboard: it writes into the box.
import { find, findAll, make } from "../elements";
import { on } from "../listen";
import type { Box } from "./box";
import type { Search } from "./engine";
import { isFileMissing } from "./files";
import { say } from "./words";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz";

export class Pad {
  private readonly keys: HTMLButtonElement[] = [];

  constructor(
    private readonly element: HTMLElement,
    private readonly box: Box,
    private readonly search: Search,
    private readonly signal: AbortSignal,
  ) {
    // Above what is offered, or the keys would move under the finger.
    box.putAbove(element);
    const grid = find(element, '[data-role="pad-keys"]') || element;
    for (const letter of ALPHABET) this.addKey(grid, letter.toUpperCase(), () => this.type(letter));
    this.addWide(grid, say("pad_back"), () => this.set(this.box.input.value.slice(0, -1)));
    this.addWide(grid, say("pad_clear"), () => this.set(""));
    on(signal, box.input, "input", () => void this.show());
    for (const button of findAll(document, '[data-do="pad"]')) {
      button.hidden = false;
      on(signal, button, "click", () => this.toggle(button));
    }
    if (!element.hidden) void this.show();
  }

  private addKey(grid: HTMLElement, text: string, press: () => void): HTMLButtonElement {
    const key = make("button", "pad-key", text);
    key.type = "button";
    on(this.signal, key, "click", press);
    grid.appendChild(key);
    if (text.length === 1) this.keys.push(key);
    return key;
  }

  private addWide(grid: HTMLElement, text: string, press: () => void): void {
    this.addKey(grid, text, press).className = "pad-key pad-wide";
  }

  private toggle(button: HTMLElement): void {
    this.element.hidden = !this.element.hidden;
    button.setAttribute("aria-expanded", String(!this.element.hidden));
    if (!this.element.hidden) void this.show();
  }

  /** Letters go on after letters; after anything else they begin anew. */
  private type(letter: string): void {
    const before = this.box.input.value;
    this.set(/^[a-z]*$/.test(before) ? before + letter : letter);
  }

  private set(value: string): void {
    this.box.input.value = value;
    this.box.wake();
    void this.show();
  }

  /** Letters that lead nowhere cannot be pressed. */
  private async show(): Promise<void> {
    if (this.element.hidden) return;
    const typed = this.box.input.value;
    const initials = /^[a-z]*$/.test(typed) ? typed : "";
    try {
      const alive = await this.search.letters(initials);
      const isNow = typed === this.box.input.value;
      if (isNow) for (const key of this.keys) this.enable(key, alive);
    } catch (error) {
      if (!isFileMissing(error)) throw error;
    }
  }

  private enable(key: HTMLButtonElement, alive: readonly string[]): void {
    const isAlive = alive.indexOf((key.textContent || "").toLowerCase()) >= 0;
    // Disabled keys lose the focus; this way a keyboard stays where it is.
    key.setAttribute("aria-disabled", String(!isAlive));
  }
}
