// Voices along a line of years: played one after another, each brought into sight as it sounds.
import { closest, find, findAll } from "./elements";
import { scrollIntoBand } from "./scroll";
import type { Told } from "./telling";

class YearLine implements Told {
  constructor(
    private readonly root: HTMLElement,
    readonly opener: HTMLElement,
  ) {}

  pieces(): HTMLElement[] {
    return findAll(this.root, "[data-piece]");
  }

  begin(): void {
    // The first voice comes into sight by itself.
  }

  nameOf(piece: HTMLElement): string {
    const year = closest(piece, "[data-slot]");
    const mark = year && find(year, '[data-role="year"]');
    return ((mark && mark.textContent) || "").trim();
  }

  reveal(piece: HTMLElement): void {
    const waiting = closest(piece, "details");
    if (waiting instanceof HTMLDetailsElement) waiting.open = true;
    this.light(piece);
    scrollIntoBand(piece);
  }

  light(piece: HTMLElement | null): void {
    for (const lit of findAll(this.root, "[data-piece].lit")) lit.classList.remove("lit");
    if (piece) piece.classList.add("lit");
  }
}

/** The lines of the page that can be played. */
export function findYearLines(): Told[] {
  const lines: Told[] = [];
  for (const root of findAll(document, "[data-line]")) {
    const opener = find(root, '[data-do="tell"]');
    if (opener) lines.push(new YearLine(root, opener));
  }
  return lines;
}
