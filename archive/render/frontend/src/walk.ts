// A walk: on a desk all its stops below each other, on a phone and on a museum's screen one at a
// time, the next one always in the same place. `#stop=3` is the third; the cover has no number.
import { announce } from "./announce";
import type { LentToTold } from "./bridge";
import { closest, find, findAll, isPlainClick, mark } from "./elements";
import { on } from "./listen";
import { lasting } from "./memory";
import { claimScroll, scrollIntoBand, scrollToElement } from "./scroll";
import type { Told } from "./telling";
import { word } from "./words";

/** Windows in which one stop fills the screen: phones, and standing museum screens. */
const ONE_AT_A_TIME = "(max-width: 760px), (min-width: 1000px) and (min-height: 1400px)";

class Walk implements Told {
  /** A walk without some of its stops would be another walk. */
  readonly reads = true;
  private readonly stops: readonly HTMLElement[];
  private readonly bar: HTMLElement | null;
  private readonly narrow: MediaQueryList;
  /** 0 is the cover, then the stops. */
  private place = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly lent: LentToTold,
    signal: AbortSignal,
  ) {
    this.stops = findAll(root, "[data-stops] > [data-piece]");
    this.bar = find(root, "[data-walk-bar]");
    this.narrow = window.matchMedia(ONE_AT_A_TIME);
    on(signal, root, "click", (event) => this.follow(event));
    on(signal, window, "hashchange", () => this.arrive(this.placeInHash()));
    on(signal, window, "resize", () => this.show());
    on(signal, window, "keydown", (event) => this.key(event));
    on(signal, window, "beforeprint", () => root.classList.remove("is-stepping"));
    on(signal, window, "afterprint", () => this.show());
    this.offerPlace();
    this.place = this.placeInHash();
    this.show();
    if (this.place > 0) this.arrive(this.place);
  }

  // What the telling asks

  pieces(): HTMLElement[] {
    return this.stops.slice();
  }

  begin(): void {
    // The first stop that speaks is revealed at once.
  }

  reveal(piece: HTMLElement): void {
    this.place = this.stops.indexOf(piece) + 1;
    this.show();
    this.light(piece);
    this.keep();
    if (this.isStepping()) window.scrollTo(0, 0);
    else scrollToElement(piece);
  }

  light(piece: HTMLElement | null): void {
    for (const stop of this.stops) stop.classList.toggle("lit", stop === piece);
  }

  nameOf(piece: HTMLElement): string {
    const name = find(piece, '[data-role="name"]');
    return ((name && name.textContent) || "").trim();
  }

  // Going

  private isStepping(): boolean {
    return this.narrow.matches;
  }

  private placeInHash(): number {
    const found = /^#stop=(\d+)$/.exec(decodeURIComponent(location.hash));
    const place = found ? Number(found[1]) : 0;
    return place <= this.stops.length ? place : 0;
  }

  private follow(event: MouseEvent): void {
    const link = closest(event.target, "a[href^='#stop='], [data-do='walk-previous'], [data-do='walk-next']");
    if (!link || !isPlainClick(event)) return;
    event.preventDefault();
    const name = link.getAttribute("data-do");
    if (name) this.arrive(this.place + (name === "walk-next" ? 1 : -1));
    else this.arrive(Number((link.getAttribute("href") || "").slice("#stop=".length)));
  }

  /** Shows a place, and brings the reader's eyes and focus there; behind the last is the cover. */
  private arrive(place: number): void {
    this.silence();
    this.place = place > this.stops.length ? 0 : Math.max(0, place);
    this.show();
    this.keep();
    const stop = this.stops[this.place - 1];
    const head = stop ? find(stop, "h2") : find(document, "h1");
    if (!head) return;
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
    claimScroll(500);
    if (this.isStepping()) window.scrollTo(0, 0);
    else if (stop) stop.scrollIntoView();
    else scrollIntoBand(head);
    if (stop) announce(`${word("stop_number", this.count())} ${this.nameOf(stop)}`);
  }

  private count(): { n: number; total: number } {
    return { n: this.place, total: this.stops.length };
  }

  /** Whoever goes on has heard enough. */
  private silence(): void {
    for (const media of document.querySelectorAll<HTMLMediaElement>("audio, video")) media.pause();
  }

  private key(event: KeyboardEvent): void {
    if (!this.isStepping() || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    if (event.altKey || closest(event.target, "input, select, textarea")) return;
    if (document.documentElement.classList.contains("is-telling")) return;
    if (event.key === "ArrowRight") this.arrive(this.place + 1);
    else if (event.key === "ArrowLeft") this.arrive(this.place - 1);
    else return;
    event.preventDefault();
  }

  // Showing

  private show(): void {
    const stepping = this.isStepping();
    this.root.classList.toggle("is-stepping", stepping);
    document.documentElement.classList.toggle("is-walking", stepping && this.place > 0);
    this.stops.forEach((stop, number) => mark(stop, "data-now", number + 1 === this.place));
    for (const link of findAll(this.root, "[data-route] a")) {
      const isNow = link.getAttribute("href") === `#stop=${this.place}`;
      if (isNow) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    this.showBar(stepping);
  }

  private showBar(stepping: boolean): void {
    const { bar } = this;
    if (!bar) return;
    bar.hidden = !stepping;
    const next = this.stops[this.place];
    const put = (role: string, text: string): void => {
      const element = find(bar, `[data-role="${role}"]`);
      if (element) element.textContent = text;
    };
    put("count", this.place > 0 ? word("stop_number", this.count()) : "");
    put("next", next ? word(this.place === 0 ? "walk_begin" : "walk_next") : "");
    put("next-name", next ? this.nameOf(next) : word("walk_over"));
    const previous = find(bar, '[data-do="walk-previous"]');
    if (previous) previous.hidden = this.place === 0;
  }

  // Where somebody stopped

  private keep(): void {
    this.lent.hash(this.place > 0 ? `stop=${this.place}` : "");
    const name = this.root.dataset.keep;
    if (!name) return;
    if (this.place > 0) lasting.write(name, String(this.place));
    else lasting.forget(name);
  }

  /** On the cover: go on from where it was left the last time. */
  private offerPlace(): void {
    const link = find(this.root, '[data-role="go-on"]');
    const kept = Number(this.root.dataset.keep && lasting.read(this.root.dataset.keep));
    const stop = this.stops[kept - 1];
    if (!link || !stop || kept < 2) return;
    link.setAttribute("href", `#stop=${kept}`);
    link.textContent = word("walk_resume", { n: kept, name: this.nameOf(stop) });
    link.hidden = false;
  }
}

export function startWalk(lent: LentToTold, signal: AbortSignal): Told | null {
  const root = find(document, "[data-walk]");
  return root && new Walk(root, lent, signal);
}
