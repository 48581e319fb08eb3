// 我家老宅: the part of the village, then the household; or its name, typed.
import { find, findAll } from "../elements";
import { on } from "../listen";
import { sketchWord } from "./words";

/** Whether what is typed is in the name, or spells how it sounds: "shenjia", "sj". */
export function isNamed(query: string, name: string, sound: string): boolean {
  const wanted = query.toLowerCase().replace(/\s+/g, "");
  if (!wanted) return false;
  if (name.toLowerCase().indexOf(wanted) >= 0) return true;
  const syllables = sound.split(" ");
  const initials = syllables.map((syllable) => syllable.charAt(0)).join("");
  return syllables.join("").indexOf(wanted) === 0 || initials.indexOf(wanted) === 0;
}

export class Finder {
  private readonly homes: readonly HTMLElement[];
  private group = "";
  private query = "";

  constructor(
    private readonly root: HTMLElement,
    chosen: (slug: string) => void,
    signal: AbortSignal,
  ) {
    this.homes = findAll(root, "[data-home]");
    for (const button of findAll(root, "[data-group]")) {
      on(signal, button, "click", () => {
        const name = button.dataset.group || "";
        this.group = this.group === name ? "" : name;
        this.query = "";
        this.show();
      });
    }
    const field = root.querySelector<HTMLInputElement>('[data-role="type"]');
    if (field) {
      on(signal, field, "input", () => {
        this.query = field.value;
        this.group = "";
        this.show();
      });
    }
    for (const home of this.homes) {
      on(signal, home, "click", () => chosen(home.dataset.home || ""));
    }
    root.hidden = this.homes.length === 0;
  }

  /** Marks the household that is shown. */
  mark(slug: string): void {
    for (const home of this.homes) {
      home.setAttribute("aria-pressed", String(home.dataset.home === slug));
    }
  }

  private show(): void {
    let shown = 0;
    for (const home of this.homes) {
      const { of = "", name = "", sound = "" } = home.dataset;
      const isShown = this.query ? isNamed(this.query, name, sound) : of === this.group;
      home.hidden = !isShown;
      shown += Number(isShown);
    }
    for (const button of findAll(this.root, "[data-group]")) {
      button.setAttribute("aria-pressed", String(button.dataset.group === this.group));
    }
    const found = find(this.root, '[data-role="found"]');
    if (!found) return;
    const isAsked = this.query.trim() !== "" || this.group !== "";
    const text = shown > 0 ? sketchWord("found", { n: shown }) : sketchWord("found_none");
    found.textContent = isAsked ? text : "";
  }
}
