// A scene: its picture moves to the spot that is opened, and what is told there stands beside it.
import { announce } from "./announce";
import type { LentToTold } from "./bridge";
import { closest, find, findAll, isPlainClick, mark, numberOf } from "./elements";
import { on } from "./listen";
import { claimScroll, scrollIntoBand } from "./scroll";
import type { Told } from "./telling";

class Scene implements Told {
  private readonly slots: readonly HTMLElement[];
  /** The spot that is open; -1 while the whole picture is looked at. */
  private place = -1;

  constructor(
    private readonly root: HTMLElement,
    private readonly lent: LentToTold,
    signal: AbortSignal,
  ) {
    this.slots = findAll(root, "[data-slots] > [data-slot]");
    on(signal, root, "click", (event) => this.follow(event));
    on(signal, window, "hashchange", () => this.goTo(location.hash.slice(1)));
    on(signal, window, "beforeprint", () => this.hideBut(null));
    on(signal, window, "afterprint", () => this.show());
    this.startNav(signal);
    this.show();
    if (location.hash) this.goTo(location.hash.slice(1));
  }

  pieces(): HTMLElement[] {
    return findAll(this.root, "[data-piece]");
  }

  begin(): void {
    const stage = this.stage();
    if (stage) scrollIntoBand(stage);
  }

  nameOf(piece: HTMLElement): string {
    const slot = closest(piece, "[data-slot]");
    const name = slot && find(slot, '[data-role="question"]');
    return ((name && name.textContent) || "").trim();
  }

  reveal(piece: HTMLElement): void {
    const place = this.placeOf(piece);
    if (place < 0) return;
    this.place = place;
    this.show();
    this.light(piece);
  }

  light(piece: HTMLElement | null): void {
    for (const lit of findAll(this.root, "[data-piece].lit")) lit.classList.remove("lit");
    if (piece) piece.classList.add("lit");
  }

  private stage(): HTMLElement | null {
    return find(this.root, "[data-stage]");
  }

  private placeOf(element: Element | null): number {
    const slot = closest(element, "[data-slot]");
    return slot instanceof HTMLElement ? this.slots.indexOf(slot) : -1;
  }

  private startNav(signal: AbortSignal): void {
    const nav = find(this.root, "[data-slots-nav]");
    if (!nav) return;
    const press = (name: string, action: () => void): void => {
      for (const button of findAll(nav, `[data-do="${name}"]`)) on(signal, button, "click", action);
    };
    press("slot-previous", () => this.turn(this.place - 1));
    press("slot-next", () => this.turn(this.place + 1));
    press("whole", () => this.leave());
  }

  /** A number on the picture, an outline, or a line of the list. */
  private follow(event: MouseEvent): void {
    const link = closest(event.target, 'a[href^="#"]');
    if (!link || !isPlainClick(event)) return;
    const id = (link.getAttribute("href") || "").slice(1);
    const place = this.placeOf(document.getElementById(id));
    if (place < 0) return;
    event.preventDefault();
    this.turn(place);
  }

  private goTo(id: string): void {
    const place = this.placeOf(document.getElementById(id));
    if (place < 0) return;
    this.place = place;
    this.show();
    this.arrive();
  }

  private turn(place: number): void {
    const slot = this.slots[place];
    if (!slot) return;
    this.place = place;
    this.light(null);
    this.show();
    this.lent.hash(slot.id);
    this.arrive();
  }

  /** Back to the whole picture and to the list of its spots. */
  private leave(): void {
    const left = this.slots[this.place];
    this.place = -1;
    this.light(null);
    this.show();
    this.lent.hash("");
    const link = left && find(this.root, `[data-index] a[href="#${left.id}"]`);
    if (link) link.focus({ preventScroll: true });
    const stage = this.stage();
    if (stage) scrollIntoBand(stage);
  }

  /** Brings the reader to the spot that is open: the focus always, the page only where it must. */
  private arrive(): void {
    const slot = this.slots[this.place];
    const name = slot && find(slot, '[data-role="question"]');
    if (!slot || !name) return;
    name.tabIndex = -1;
    name.focus({ preventScroll: true });
    claimScroll(500);
    const stage = this.stage();
    if (stage && stage.getBoundingClientRect().top < 0) stage.scrollIntoView();
    else scrollIntoBand(name);
    announce((name.textContent || "").trim());
  }

  private hideBut(shown: HTMLElement | null): void {
    for (const slot of this.slots) slot.hidden = shown !== null && slot !== shown;
  }

  private show(): void {
    const open = this.slots[this.place] || null;
    for (const slot of this.slots) slot.hidden = slot !== open;
    const index = find(this.root, "[data-index]");
    const nav = find(this.root, "[data-slots-nav]");
    if (index) index.hidden = open !== null;
    if (nav) nav.hidden = open === null;
    this.root.classList.toggle("is-near", open !== null);
    for (const link of findAll(this.root, ".scene-mark")) {
      mark(link, "aria-current", open !== null && link.getAttribute("href") === `#${open.id}`);
    }
    const outlines = this.root.querySelectorAll("[data-outline]");
    for (let i = 0; i < outlines.length; i++) {
      const outline = outlines[i] as Element;
      const lit = open !== null && outline.getAttribute("data-outline") === open.id;
      outline.classList.toggle("lit", lit);
    }
    this.dim("slot-previous", this.place <= 0);
    this.dim("slot-next", this.place === this.slots.length - 1);
    this.move(open);
  }

  /** The picture goes to the spot; how, and whether at all, is the style sheet's affair. */
  private move(open: HTMLElement | null): void {
    const stage = this.stage();
    if (!stage) return;
    const put = (name: string, value: number | null, whole: number): void =>
      stage.style.setProperty(`--${name}`, String(value === null ? whole : value));
    put("x", open && numberOf(open, "x"), 50);
    put("y", open && numberOf(open, "y"), 50);
    put("zoom", open && numberOf(open, "zoom"), 1);
  }

  /** Not `disabled`: that would drop the focus of whoever arrives at the last one. */
  private dim(name: string, on: boolean): void {
    const button = find(this.root, `[data-slots-nav] [data-do="${name}"]`);
    if (button) button.setAttribute("aria-disabled", String(on));
  }
}

export function startScene(lent: LentToTold, signal: AbortSignal): Told | null {
  const root = find(document, "[data-scene]");
  return root && new Scene(root, lent, signal);
}
