// Browse pages: facets that narrow in place when all records are on the page.
import { pushHash } from "./address";
import { find, findAll, isPlainClick } from "./elements";
import { countValues, formatChoice, isMatch, parseChoice, toggle, type Values } from "./facets";
import { on } from "./listen";
import { word } from "./words";

interface Choice {
  readonly link: HTMLElement;
  readonly facet: string;
  readonly value: string;
}

/** "data-facet-first-seen" holds the facet "first-seen". */
function readCard(card: HTMLElement): Values {
  const values = new Map<string, readonly string[]>();
  for (let i = 0; i < card.attributes.length; i++) {
    const { name, value } = card.attributes[i] as Attr;
    if (name.indexOf("data-facet-") !== 0) continue;
    values.set(name.slice("data-facet-".length), value.split("|").filter(Boolean));
  }
  return values;
}

function readChoices(root: HTMLElement): Choice[] {
  const choices: Choice[] = [];
  for (const group of findAll(root, "[data-facet]")) {
    for (const link of findAll(group, "a[data-value]")) {
      const value = link.dataset.value || "";
      choices.push({ link, facet: (group.dataset.facet || "").toLowerCase(), value });
    }
  }
  return choices;
}

class Browse {
  private readonly cards: readonly HTMLElement[];
  private readonly values: readonly Values[];
  private readonly choices: readonly Choice[];
  private readonly known: Values;
  private chosen: Values = new Map();

  constructor(
    private readonly root: HTMLElement,
    signal: AbortSignal,
  ) {
    this.cards = findAll(root, "[data-card]");
    this.values = this.cards.map(readCard);
    this.choices = readChoices(root);
    const known = new Map<string, string[]>();
    for (const { facet, value } of this.choices) {
      known.set(facet, (known.get(facet) || []).concat(value));
    }
    this.known = known;
    this.listen(signal);
    this.readAddress();
    this.show();
  }

  private listen(signal: AbortSignal): void {
    for (const choice of this.choices) {
      choice.link.setAttribute("role", "checkbox");
      const choose = (): void => this.choose(toggle(this.chosen, choice.facet, choice.value));
      on(signal, choice.link, "click", (event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        choose();
      });
      on(signal, choice.link, "keydown", (event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        choose();
      });
    }
    for (const button of findAll(this.root, '[data-do="clear"]')) {
      on(signal, button, "click", () => {
        this.choose(new Map());
        // The button that had the focus is gone.
        const first = this.choices[0];
        if (first) first.link.focus({ preventScroll: true });
      });
    }
    const follow = (): void => {
      this.readAddress();
      this.show();
    };
    on(signal, window, "hashchange", follow);
    on(signal, window, "popstate", follow);
  }

  private choose(chosen: Values): void {
    this.chosen = chosen;
    this.show();
    pushHash(formatChoice(chosen));
  }

  private readAddress(): void {
    const chosen = parseChoice(location.hash, this.known);
    if (chosen) this.chosen = chosen;
  }

  private show(): void {
    let found = 0;
    this.cards.forEach((card, i) => {
      const match = isMatch(this.values[i] as Values, this.chosen);
      card.hidden = !match;
      if (match) found += 1;
    });
    for (const group of findAll(this.root, "[data-group]")) {
      group.hidden = group.querySelector("[data-card]:not([hidden])") === null;
    }
    this.showChoices();
    for (const text of findAll(this.root, '[data-role="results"]')) {
      text.textContent = word("results", { n: found });
    }
    for (const button of findAll(this.root, '[data-do="clear"]')) {
      button.hidden = this.chosen.size === 0;
    }
  }

  private showChoices(): void {
    const counts = new Map<string, Map<string, number>>();
    for (const { link, facet, value } of this.choices) {
      const counted = counts.get(facet) || countValues(this.values, this.chosen, facet);
      counts.set(facet, counted);
      const count = counted.get(value) || 0;
      const isChosen = (this.chosen.get(facet) || []).indexOf(value) >= 0;
      link.setAttribute("aria-checked", String(isChosen));
      link.classList.toggle("empty", count === 0 && !isChosen);
      link.setAttribute("data-count", String(count));
      const number = find(link, '[data-role="count"]');
      if (number) number.textContent = String(count);
    }
  }
}

export function startBrowse(signal: AbortSignal): void {
  for (const root of findAll(document, "[data-browse][data-complete]")) new Browse(root, signal);
}
