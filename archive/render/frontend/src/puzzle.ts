// A puzzle: a tile of its board opens what is told of it, beside the board or below it.
import { announce } from "./announce";
import type { LentToTold } from "./bridge";
import { closest, find, findAll, isPlainClick, mark } from "./elements";
import { on } from "./listen";
import { claimScroll, scrollIntoBand } from "./scroll";
import type { Told } from "./telling";
import { word } from "./words";

class Puzzle implements Told {
  private readonly slots: readonly HTMLElement[];
  private readonly nav: HTMLElement | null;
  private place = 0;
  private showsAll = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly lent: LentToTold,
    signal: AbortSignal,
  ) {
    this.slots = findAll(root, "[data-slots] > [data-slot]");
    this.nav = find(root, "[data-slots-nav]");
    const told = this.slots.findIndex((slot) => find(slot, "[data-piece]") !== null);
    this.place = Math.max(0, told);
    on(signal, root, "click", (event) => this.follow(event));
    on(signal, window, "hashchange", () => this.goTo(location.hash.slice(1)));
    on(signal, window, "beforeprint", () => this.hideBut(null));
    on(signal, window, "afterprint", () => this.show());
    this.startNav(signal);
    this.show();
    if (location.hash) this.goTo(location.hash.slice(1));
  }

  /** Every piece of every slot, in the order of the page. */
  pieces(): HTMLElement[] {
    return findAll(this.root, "[data-piece]");
  }

  begin(): void {
    const board = find(this.root, ".puzzle-board");
    if (board) scrollIntoBand(board);
  }

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

  private placeOf(element: Element | null): number {
    const slot = closest(element, "[data-slot]");
    return slot instanceof HTMLElement ? this.slots.indexOf(slot) : -1;
  }

  private startNav(signal: AbortSignal): void {
    const { nav } = this;
    if (!nav || this.slots.length < 2) return;
    const each = (name: string, action: () => void): void => {
      for (const button of findAll(nav, `[data-do="${name}"]`)) on(signal, button, "click", action);
    };
    each("slot-previous", () => this.turn(this.place - 1));
    each("slot-next", () => this.turn(this.place + 1));
    each("slot-all", () => {
      this.showsAll = !this.showsAll;
      this.show();
    });
    nav.hidden = false;
  }

  /** A tile, or a link from one piece to another. */
  private follow(event: MouseEvent): void {
    const link = closest(event.target, 'a[href^="#"]');
    if (!link || !isPlainClick(event)) return;
    const id = (link.getAttribute("href") || "").slice(1);
    if (this.placeOf(document.getElementById(id)) < 0) return;
    event.preventDefault();
    this.lent.hash(id);
    this.goTo(id);
  }

  private goTo(id: string): void {
    const target = document.getElementById(id);
    const place = this.placeOf(target);
    if (!target || place < 0) return;
    this.place = place;
    this.show();
    if (target.hasAttribute("data-piece")) {
      this.light(target);
      this.focus(target);
      scrollIntoBand(target);
    } else {
      this.light(null);
      this.arrive();
    }
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

  /** Brings the reader to the slot that is open: the focus always, the page only where it must. */
  private arrive(): void {
    const slot = this.slots[this.place];
    const question = slot && find(slot, '[data-role="question"]');
    if (!slot || !question) return;
    this.focus(question);
    claimScroll(500);
    if (this.isBeside(slot)) scrollIntoBand(question);
    else slot.scrollIntoView();
    announce(question.textContent || "");
  }

  private focus(element: HTMLElement): void {
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  private isBeside(slot: HTMLElement): boolean {
    const board = find(this.root, ".puzzle-board");
    return !!board && board.getBoundingClientRect().right <= slot.getBoundingClientRect().left;
  }

  private hideBut(shown: HTMLElement | null): void {
    for (const slot of this.slots) slot.hidden = shown !== null && slot !== shown;
  }

  private show(): void {
    const open = this.slots[this.place] || null;
    this.hideBut(this.showsAll ? null : open);
    for (const tile of findAll(this.root, "[data-board] a.cell")) {
      mark(tile, "aria-current", open !== null && tile.getAttribute("href") === `#${open.id}`);
    }
    for (const board of findAll(this.root, "[data-board]")) this.drawRing(board, open);
    if (!this.nav) return;
    this.dim("slot-previous", this.place === 0);
    this.dim("slot-next", this.place === this.slots.length - 1);
    const all = find(this.nav, '[data-do="slot-all"]');
    if (all) all.textContent = word(this.showsAll ? "slot_one" : "slot_all");
  }

  /** The outline of the open tile again, above all others. */
  private drawRing(board: HTMLElement, open: HTMLElement | null): void {
    const name = open ? open.dataset.slot || "" : "";
    const tile = document.getElementById(`${board.dataset.board || ""}-${name}`);
    const ring = board.querySelector('[data-role="ring"]');
    if (ring) ring.setAttribute("d", (tile && tile.getAttribute("d")) || "");
  }

  /** Not `disabled`: that would drop the focus of whoever arrives at the last one. */
  private dim(name: string, on: boolean): void {
    const button = this.nav && find(this.nav, `[data-do="${name}"]`);
    if (button) button.setAttribute("aria-disabled", String(on));
  }
}

export function startPuzzle(lent: LentToTold, signal: AbortSignal): Told | null {
  const root = find(document, "[data-puzzle]");
  return root && new Puzzle(root, lent, signal);
}
