// What puzzles and scenes have in common: slots of which one is open, and the pieces told in them.
import type { LentToTold } from "./bridge";
import { closest, find, findAll } from "./elements";
import { on } from "./listen";
import type { Told } from "./telling";

export abstract class Slots implements Told {
  protected readonly slots: readonly HTMLElement[];
  /** The one that is open; -1 for none. */
  protected place = -1;

  constructor(
    protected readonly root: HTMLElement,
    protected readonly lent: LentToTold,
    signal: AbortSignal,
  ) {
    this.slots = findAll(root, "[data-slots] > [data-slot]");
    on(signal, root, "click", (event) => this.follow(event));
    on(signal, window, "hashchange", () => this.goTo(location.hash.slice(1)));
    on(signal, window, "beforeprint", () => this.hideBut(null));
    on(signal, window, "afterprint", () => this.show());
  }

  /** Every piece of every slot, in the order of the page. */
  pieces(): HTMLElement[] {
    return findAll(this.root, "[data-piece]");
  }

  abstract begin(): void;

  nameOf(piece: HTMLElement): string {
    const slot = closest(piece, "[data-slot]");
    const question = slot && find(slot, '[data-role="question"]');
    return ((question && question.textContent) || "").trim();
  }

  /** Shows what holds this element, and marks the piece that it is. */
  reveal(piece: HTMLElement): void {
    const place = this.placeOf(piece);
    if (place < 0) return;
    this.place = place;
    this.show();
    this.light(piece);
  }

  /** Marks one piece, or none. */
  light(piece: HTMLElement | null): void {
    for (const lit of findAll(this.root, "[data-piece].lit")) lit.classList.remove("lit");
    if (piece) piece.classList.add("lit");
  }

  /** A link within the page was tapped. */
  protected abstract follow(event: MouseEvent): void;

  protected abstract goTo(id: string): void;

  /** Draws what is open. */
  protected abstract show(): void;

  /** Brings the reader to the slot that is open: the focus always, the page only where it must. */
  protected abstract arrive(): void;

  protected placeOf(element: Element | null): number {
    const slot = closest(element, "[data-slot]");
    return slot instanceof HTMLElement ? this.slots.indexOf(slot) : -1;
  }

  protected turn(place: number): void {
    const slot = this.slots[place];
    if (!slot) return;
    this.place = place;
    this.light(null);
    this.show();
    this.lent.hash(slot.id);
    this.arrive();
  }

  protected hideBut(shown: HTMLElement | null): void {
    for (const slot of this.slots) slot.hidden = shown !== null && slot !== shown;
  }

  /** Buttons below the slots. */
  protected press(signal: AbortSignal, name: string, action: () => void): void {
    const buttons = findAll(this.root, `[data-slots-nav] [data-do="${name}"]`);
    for (const button of buttons) on(signal, button, "click", action);
  }

  /** Not `disabled`: that would drop the focus of whoever arrives at the last one. */
  protected dim(name: string, on: boolean): void {
    const button = find(this.root, `[data-slots-nav] [data-do="${name}"]`);
    if (button) button.setAttribute("aria-disabled", String(on));
  }
}
