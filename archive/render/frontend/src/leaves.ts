// A document's pages, one at a time.
import { replaceHash } from "./address";
import { announce } from "./announce";
import { closest, find, findAll } from "./elements";
import { on } from "./listen";
import { scrollIntoBand } from "./scroll";
import { word } from "./words";

class Leaves {
  private readonly leaves: readonly HTMLElement[];
  private place = 0;
  private showsAll = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly navs: readonly HTMLElement[],
    signal: AbortSignal,
  ) {
    this.leaves = findAll(root, ".leaf");
    if (this.leaves.length < 2) return;
    this.goToHash();
    this.show();
    this.listen(signal);
    for (const nav of navs) nav.hidden = false;
  }

  private listen(signal: AbortSignal): void {
    for (const nav of this.navs) {
      const each = (name: string, action: () => void): void => {
        for (const button of findAll(nav, `[data-do="${name}"]`)) {
          button.hidden = false;
          on(signal, button, "click", action);
        }
      };
      each("leaf-previous", () => this.turn(this.place - 1));
      each("leaf-next", () => this.turn(this.place + 1));
      each("leaf-all", () => this.toggleAll());
      on(signal, nav, "keydown", (event) => this.key(event));
    }
    on(signal, this.root, "keydown", (event) => this.key(event));
    on(signal, window, "hashchange", () => {
      this.goToHash();
      this.show();
      const target = document.getElementById(location.hash.slice(1));
      if (target && this.root.contains(target)) target.scrollIntoView();
    });
    on(signal, window, "beforeprint", () => this.hideBut(null));
    on(signal, window, "afterprint", () => this.show());
  }

  /** The page that the address names, or that holds what it names. */
  private goToHash(): void {
    const id = location.hash.slice(1).replace(/(~|%7E).*$/i, "");
    const leaf = id ? closest(document.getElementById(id), ".leaf") : null;
    const place = leaf instanceof HTMLElement ? this.leaves.indexOf(leaf) : -1;
    if (place >= 0) this.place = place;
  }

  private turn(place: number): void {
    const leaf = this.leaves[place];
    if (!leaf) return;
    this.place = place;
    this.show();
    replaceHash(leaf.id);
    scrollIntoBand(this.showsAll ? leaf : this.navs[0] || leaf);
    announce(this.number());
  }

  private toggleAll(): void {
    this.showsAll = !this.showsAll;
    this.show();
  }

  private key(event: KeyboardEvent): void {
    const step = event.key === "PageDown" ? 1 : event.key === "PageUp" ? -1 : 0;
    if (step === 0 || event.defaultPrevented || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    this.turn(this.place + step);
  }

  private number(): string {
    return word("leaf_number", { n: this.place + 1, total: this.leaves.length });
  }

  private hideBut(shown: HTMLElement | null): void {
    for (const leaf of this.leaves) leaf.hidden = shown !== null && leaf !== shown;
  }

  private show(): void {
    this.hideBut(this.showsAll ? null : this.leaves[this.place] || null);
    this.root.classList.toggle("one", !this.showsAll);
    for (const nav of this.navs) {
      for (const text of findAll(nav, '[data-role="leaf-number"]')) {
        text.textContent = this.number();
      }
      const all = find(nav, '[data-do="leaf-all"]');
      if (all) all.textContent = word(this.showsAll ? "leaf_one" : "leaf_all");
      this.dim(find(nav, '[data-do="leaf-previous"]'), this.place === 0);
      this.dim(find(nav, '[data-do="leaf-next"]'), this.place === this.leaves.length - 1);
    }
  }

  /** Not `disabled`: that would drop the focus of whoever arrives at the last page. */
  private dim(button: HTMLElement | null, on: boolean): void {
    if (button) button.setAttribute("aria-disabled", String(on));
  }
}

export function startLeaves(signal: AbortSignal): void {
  const root = find(document, "[data-leaves]");
  if (root) new Leaves(root, findAll(document, "[data-leaves-nav]"), signal);
}
