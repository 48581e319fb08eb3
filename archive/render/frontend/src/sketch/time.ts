// The years: back and on by one and by ten, by the slider, by years with a name, and by themselves.
import { announce } from "../announce";
import { find, findAll, isPlainClick, mark } from "../elements";
import { on } from "../listen";
import type { Plot } from "./plots";
import { sketchWord } from "./words";
import { standingIn } from "./years";

const BEAT = 600;
/** A year with a name stays longer, so that the name can be read. */
const REST = 2200;
const NAMES = 4;

export class Time {
  private timer = 0;
  private readonly first: number;
  private readonly last: number;

  constructor(
    private readonly root: HTMLElement,
    private readonly plots: readonly Plot[],
    public year: number,
    private readonly changed: (year: number) => void,
    signal: AbortSignal,
  ) {
    this.first = Number(root.dataset.first);
    this.last = Number(root.dataset.last);
    const range = this.range();
    if (range) {
      on(signal, range, "input", () => this.choose(Number(range.value)));
      on(signal, range, "change", () => this.say());
    }
    for (const button of findAll(root, "button[data-step]")) {
      on(signal, button, "click", () => {
        this.choose(this.year + Number(button.dataset.step));
        this.say();
      });
    }
    for (const link of findAll(root, "a[data-year]")) {
      on(signal, link, "click", (event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        this.choose(Number(link.dataset.year));
        this.say();
      });
    }
    for (const button of findAll(root, '[data-do="play"]')) {
      on(signal, button, "click", () => (this.timer ? this.stop() : this.play()));
    }
    on(signal, document, "visibilitychange" as "change", () => {
      if (document.hidden) this.stop();
    });
    for (const item of findAll(root, '[data-role="time"]')) item.hidden = false;
    this.show();
  }

  /** Takes a year, within those of the sketch, and stops playing. */
  choose(year: number): void {
    this.stop();
    this.set(year);
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.showPlaying();
  }

  private range(): HTMLInputElement | null {
    return this.root.querySelector<HTMLInputElement>('input[data-role="range"]');
  }

  private set(year: number): void {
    this.year = Math.min(this.last, Math.max(this.first, Math.round(year)));
    this.changed(this.year);
    this.show();
  }

  private play(): void {
    if (this.year >= this.last) this.set(this.first);
    const tick = (): void => {
      if (this.year >= this.last) {
        this.stop();
        this.say();
        return;
      }
      this.set(this.year + 1);
      this.timer = window.setTimeout(tick, this.named() ? REST : BEAT);
    };
    this.timer = window.setTimeout(tick, BEAT);
    this.showPlaying();
  }

  private showPlaying(): void {
    for (const button of findAll(this.root, '[data-do="play"]')) {
      button.setAttribute("aria-pressed", String(this.timer !== 0));
      button.textContent = sketchWord(this.timer ? "stop" : "play");
    }
  }

  private named(): HTMLElement | null {
    return find(this.root, `a[data-year="${this.year}"]`);
  }

  private show(): void {
    const range = this.range();
    if (range) range.value = String(this.year);
    const year = find(this.root, '[data-role="year"]');
    if (year) year.textContent = String(this.year);
    const named = this.named();
    const event = find(this.root, '[data-role="event"]');
    if (event) {
      event.textContent = "";
      const name = named && find(named, '[data-role="event-name"]');
      if (named instanceof HTMLAnchorElement && name) {
        const link = document.createElement("a");
        link.href = named.href;
        link.textContent = name.textContent;
        event.appendChild(link);
      }
    }
    for (const link of findAll(this.root, "a[data-year]")) {
      mark(link, "aria-current", link.dataset.year === String(this.year));
    }
    const change = find(this.root, '[data-role="change"]');
    if (change) change.textContent = this.describe();
    for (const [step, isOver] of [[-1, this.year <= this.first], [1, this.year >= this.last]] as const) {
      for (const button of findAll(this.root, "button[data-step]")) {
        if (Number(button.dataset.step) * step > 0) button.setAttribute("aria-disabled", String(isOver));
      }
    }
  }

  /** What is there for the first time this year, and what was last there the year before. */
  private describe(): string {
    const built: string[] = [];
    const lost: string[] = [];
    for (const { name, years } of this.plots) {
      const now = standingIn(years, this.year);
      const before = standingIn(years, this.year - 1);
      if (now === before) continue;
      if (now === "stands" && this.year === years.sure) built.push(name);
      if (now === "gone" && before !== "gone") lost.push(name);
    }
    const said = [];
    if (built.length) said.push(sketchWord("built", { names: joined(built) }));
    if (lost.length) said.push(sketchWord("lost", { names: joined(lost) }));
    return said.join(" ") || sketchWord("still");
  }

  private say(): void {
    announce(`${sketchWord("year", { year: this.year })} ${this.describe()}`);
  }
}

function joined(names: readonly string[]): string {
  const separator = document.documentElement.lang.indexOf("en") === 0 ? ", " : "、";
  const shown = names.slice(0, NAMES).join(separator);
  const rest = names.length - NAMES;
  return rest > 0 ? sketchWord("and_more", { names: shown, n: rest }) : shown;
}
