// A word of the village in a transcript: a tap says it and shows what it means, in its place. The
// interview waits meanwhile, and goes on afterwards when it was playing.
import { announce } from "./announce";
import { createShared } from "./clip";
import { closest, find, findAll, isPlainClick, make } from "./elements";
import { on } from "./listen";
import type { Player } from "./player";
import { scrollIntoBand } from "./scroll";
import { sourceOf } from "./sound";
import { word } from "./words";

/** So near to its end a word counts as said. Seconds. */
const END_SLACK = 0.1;

interface Term {
  readonly word: string;
  readonly reading: string;
  readonly meaning: string;
  readonly src?: string;
  readonly start?: number;
  readonly end?: number;
  readonly who?: string;
}

function readTerms(): ReadonlyMap<string, Term> {
  const script = document.getElementById("terms");
  const terms = new Map<string, Term>();
  if (!script) return terms;
  const parsed = JSON.parse(script.textContent || "{}") as Record<string, Term>;
  for (const name of Object.keys(parsed)) terms.set(name, parsed[name] as Term);
  return terms;
}

class Dialect {
  private readonly player: Player;
  /** The recording that waits for the word to be said. */
  private waiting: Player | null = null;
  private box: HTMLElement | null = null;
  private link: HTMLElement | null = null;
  private term: Term | null = null;

  constructor(
    private readonly terms: ReadonlyMap<string, Term>,
    private readonly players: readonly Player[],
    private readonly signal: AbortSignal,
  ) {
    this.player = createShared(signal);
    this.player.sound.changed.add(() => this.watch());
    this.player.sound.failed.add(() => this.fail());
    on(signal, document, "click", (event) => this.follow(event));
    on(signal, document, "keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !this.box) return;
      event.preventDefault();
      this.close();
    });
    // Whoever starts something else does not want to go back by themselves.
    on(signal, document, "play", (event) => this.notice(event), { capture: true });
    for (const link of findAll(document, "a[data-term]")) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-expanded", "false");
      on(signal, link, "keydown", (event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        link.click();
      });
    }
  }

  private follow(event: MouseEvent): void {
    const link = closest(event.target, "a[data-term]");
    if (!(link instanceof HTMLElement) || !isPlainClick(event)) return;
    const term = this.terms.get(link.dataset.term || "");
    if (!term) return;
    event.preventDefault();
    if (link === this.link) this.close();
    else this.open(link, term);
  }

  private open(link: HTMLElement, term: Term): void {
    const before = this.waiting;
    this.remove();
    this.waiting = before;
    this.link = link;
    this.term = term;
    link.setAttribute("aria-expanded", "true");
    this.box = this.draw(term, link);
    (closest(link, "p") || link).insertAdjacentElement("afterend", this.box);
    scrollIntoBand(this.box);
    announce(`${term.word} ${term.meaning}`);
    this.say();
  }

  private draw(term: Term, link: HTMLElement): HTMLElement {
    const box = make("div", "term-box");
    box.lang = document.documentElement.lang;
    const head = make("p", "term-box-word");
    const name = make("b", "", term.word);
    name.lang = "wuu";
    head.append(name, make("span", "", term.reading));
    box.append(head, make("p", "term-box-meaning", term.meaning));
    if (term.who) box.appendChild(make("p", "meta", word("term_by", { name: term.who })));
    const row = make("p", "term-box-buttons");
    if (term.src) row.appendChild(this.button("pill", "term_again", () => this.say()));
    const more = make("a", "quiet", word("term_page"));
    more.href = link.getAttribute("href") || "";
    row.append(more, this.button("quiet", "close", () => this.close()));
    box.appendChild(row);
    return box;
  }

  private button(looks: string, name: "term_again" | "close", action: () => void): HTMLElement {
    const button = make("button", looks, word(name));
    button.type = "button";
    on(this.signal, button, "click", action);
    return button;
  }

  /** Says the word; what sounded before waits. */
  private say(): void {
    const { term } = this;
    if (!term || !term.src || term.start === undefined || term.end === undefined) return;
    const sounding = this.players.find((player) => player.sound.isPlaying());
    if (sounding) this.waiting = sounding;
    const address = make("a");
    address.href = term.src;
    const { media } = this.player.sound;
    if (sourceOf(media) !== address.href) media.src = address.href;
    this.player.playStretch(term.start, term.end);
  }

  private watch(): void {
    const { sound } = this.player;
    if (!this.waiting || sound.isPlaying() || !this.term || this.term.end === undefined) return;
    if (sound.media.ended || sound.getTime() >= this.term.end - END_SLACK) this.goOn();
  }

  private goOn(): void {
    const { waiting } = this;
    this.waiting = null;
    if (waiting && !waiting.sound.isPlaying()) waiting.sound.play();
  }

  private notice(event: Event): void {
    if (event.target !== this.player.sound.media) this.waiting = null;
  }

  private fail(): void {
    const row = this.box && find(this.box, ".term-box-buttons");
    if (row && this.box && !find(this.box, ".fault")) {
      const fault = make("p", "fault", word("fault"));
      fault.setAttribute("role", "alert");
      row.insertAdjacentElement("beforebegin", fault);
    }
    this.goOn();
  }

  /** Puts the word away; what waited for it goes on. */
  private close(): void {
    const { link } = this;
    this.player.sound.pause();
    this.remove();
    this.goOn();
    if (link) link.focus({ preventScroll: true });
  }

  private remove(): void {
    if (this.box) this.box.remove();
    if (this.link) this.link.setAttribute("aria-expanded", "false");
    this.box = null;
    this.link = null;
    this.term = null;
  }
}

export function startDialect(players: readonly Player[], signal: AbortSignal): void {
  const terms = readTerms();
  if (terms.size > 0) new Dialect(terms, players, signal);
}
