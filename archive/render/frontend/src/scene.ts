// A scene: its picture moves to the spot that is opened, and what is told there stands beside it.
import { announce } from "./announce";
import type { LentToTold } from "./bridge";
import { closest, find, findAll, isPlainClick, mark, numberOf } from "./elements";
import { claimScroll, scrollIntoBand } from "./scroll";
import { Slots } from "./slots";
import type { Told } from "./telling";

/** No spot is open while the whole picture is looked at. */
class Scene extends Slots {
  constructor(root: HTMLElement, lent: LentToTold, signal: AbortSignal) {
    super(root, lent, signal);
    this.startNav(signal);
    this.show();
    if (location.hash) this.goTo(location.hash.slice(1));
  }

  begin(): void {
    const stage = this.stage();
    if (stage) scrollIntoBand(stage);
  }

  private stage(): HTMLElement | null {
    return find(this.root, "[data-stage]");
  }

  private startNav(signal: AbortSignal): void {
    this.press(signal, "slot-previous", () => this.turn(this.place - 1));
    this.press(signal, "slot-next", () => this.turn(this.place + 1));
    this.press(signal, "whole", () => this.leave());
  }

  /** A number on the picture, an outline, or a line of the list. */
  protected follow(event: MouseEvent): void {
    const link = closest(event.target, 'a[href^="#"]');
    if (!link || !isPlainClick(event)) return;
    const id = (link.getAttribute("href") || "").slice(1);
    const place = this.placeOf(document.getElementById(id));
    if (place < 0) return;
    event.preventDefault();
    this.turn(place);
  }

  protected goTo(id: string): void {
    const place = this.placeOf(document.getElementById(id));
    if (place < 0) return;
    this.place = place;
    this.show();
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

  protected arrive(): void {
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

  protected show(): void {
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
}

export function startScene(lent: LentToTold, signal: AbortSignal): Told | null {
  const root = find(document, "[data-scene]");
  return root && new Scene(root, lent, signal);
}
