// A puzzle: a tile of its board opens what is told of it, beside the board or below it.
import { announce } from "./announce";
import type { LentToTold } from "./bridge";
import { closest, find, findAll, isPlainClick, mark } from "./elements";
import { claimScroll, scrollIntoBand } from "./scroll";
import { Slots } from "./slots";
import type { Told } from "./telling";
import { word } from "./words";

class Puzzle extends Slots {
  private readonly nav: HTMLElement | null;
  private showsAll = false;

  constructor(root: HTMLElement, lent: LentToTold, signal: AbortSignal) {
    super(root, lent, signal);
    this.nav = find(root, "[data-slots-nav]");
    const told = this.slots.findIndex((slot) => find(slot, "[data-piece]") !== null);
    this.place = Math.max(0, told);
    this.startNav(signal);
    this.show();
    if (location.hash) this.goTo(location.hash.slice(1));
  }

  begin(): void {
    const board = find(this.root, ".puzzle-board");
    if (board) scrollIntoBand(board);
  }

  private startNav(signal: AbortSignal): void {
    const { nav } = this;
    if (!nav || this.slots.length < 2) return;
    this.press(signal, "slot-previous", () => this.turn(this.place - 1));
    this.press(signal, "slot-next", () => this.turn(this.place + 1));
    this.press(signal, "slot-all", () => {
      this.showsAll = !this.showsAll;
      this.show();
    });
    nav.hidden = false;
  }

  /** A tile, or a link from one piece to another. */
  protected follow(event: MouseEvent): void {
    const link = closest(event.target, 'a[href^="#"]');
    if (!link || !isPlainClick(event)) return;
    const id = (link.getAttribute("href") || "").slice(1);
    if (this.placeOf(document.getElementById(id)) < 0) return;
    event.preventDefault();
    this.lent.hash(id);
    this.goTo(id);
  }

  protected goTo(id: string): void {
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

  protected arrive(): void {
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

  protected show(): void {
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
}

export function startPuzzle(lent: LentToTold, signal: AbortSignal): Told | null {
  const root = find(document, "[data-puzzle]");
  return root && new Puzzle(root, lent, signal);
}
