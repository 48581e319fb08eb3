// The lines of a paper and their places on its scan: a tapped line is outlined on the picture, and
// on a narrow screen, where the picture is out of sight, its own writing unfolds below it.
import { replaceHash } from "./address";
import { closest, find, findAll, isPlainClick, make } from "./elements";
import { on } from "./listen";
import { scrollIntoBand } from "./scroll";

/** Left, top, right and bottom in fractions of the picture. */
type Box = readonly [number, number, number, number];

const LIT = "lit";
/** How much of the paper around the writing a strip shows, in fractions of the writing. */
const AROUND = 0.35;
/** The tallest a strip may be, as a part of the window's height. */
const TALLEST = 0.6;

/** What follows the page in an address: the words that were looked for there. */
const FOUND = /^(page-\d+)~(.+)$/;

function markOf(line: HTMLAnchorElement): Element | null {
  return document.getElementById(line.hash.slice(1));
}

/** Around all that is outlined in `mark`. */
function boxOf(mark: Element): Box | null {
  const all: number[][] = [];
  for (const shape of Array.prototype.slice.call(mark.querySelectorAll("polygon")) as Element[]) {
    for (const pair of (shape.getAttribute("points") || "").split(" ")) {
      all.push(pair.split(",").map((part) => Number(part) / 1000));
    }
  }
  if (all.length === 0) return null;
  const xs = all.map((point) => point[0] || 0);
  const ys = all.map((point) => point[1] || 0);
  const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  return box[2] > box[0] && box[3] > box[1] ? box : null;
}

/** The box with some of the paper around it. */
function widened(box: Box): Box {
  const margin = AROUND * Math.min(box[2] - box[0], box[3] - box[1]);
  return [
    Math.max(0, box[0] - margin), Math.max(0, box[1] - margin),
    Math.min(1, box[2] + margin), Math.min(1, box[3] + margin),
  ];
}

/** The piece of the picture inside the box, as large as there is room. */
function drawStrip(picture: HTMLImageElement, box: Box, room: number): HTMLElement {
  const [left, top, right, bottom] = widened(box);
  const across = (right - left) * (Number(picture.getAttribute("width")) || 1);
  const down = (bottom - top) * (Number(picture.getAttribute("height")) || 1);
  const tallest = TALLEST * window.innerHeight;
  const scale = Math.min(room / across, tallest / down, 2);
  const strip = make("span", "scan-strip");
  strip.setAttribute("aria-hidden", "true");
  strip.style.width = `${Math.round(across * scale)}px`;
  strip.style.height = `${Math.round(down * scale)}px`;
  const copy = make("img");
  copy.src = picture.currentSrc || picture.src;
  copy.alt = "";
  copy.style.width = `${100 / (right - left)}%`;
  copy.style.left = `${(-100 * left) / (right - left)}%`;
  copy.style.top = `${(-100 * top) / (bottom - top)}%`;
  strip.appendChild(copy);
  return strip;
}

/** Whether the words stand below their picture, and not beside it. */
function isStacked(leaf: Element): boolean {
  const plate = find(leaf, ".plate");
  const words = find(leaf, ".leaf-text");
  if (!plate || !words) return false;
  return words.getBoundingClientRect().top >= plate.getBoundingClientRect().bottom - 1;
}

class ScanLines {
  private lit: HTMLAnchorElement[] = [];
  private strip: HTMLElement | null = null;

  constructor(signal: AbortSignal) {
    on(signal, document, "click", (event) => {
      const line = closest(event.target, "a.scan-line");
      if (!(line instanceof HTMLAnchorElement) || !isPlainClick(event)) return;
      event.preventDefault();
      const again = this.lit.length === 1 && this.lit[0] === line;
      this.light(again ? [] : [line]);
      if (!again) replaceHash(line.id);
    });
    on(signal, window, "hashchange", () => this.readHash());
    this.readHash();
  }

  /** A line that the address names, or the lines that hold the words that led here. */
  private readHash(): void {
    let hash = location.hash.slice(1);
    try {
      hash = decodeURIComponent(hash);
    } catch {
      return; // not an address of ours
    }
    const found = FOUND.exec(hash);
    if (found) {
      const leaf = document.getElementById(found[1] as string);
      const words = (found[2] as string).split("~").filter(Boolean);
      const lines = leaf ? findAll(leaf, "a.scan-line") : [];
      const met = lines.filter((line) => words.some((one) => (line.textContent || "").indexOf(one) >= 0));
      this.light(met as HTMLAnchorElement[]);
      if (leaf) scrollIntoBand(met[0] || leaf);
      return;
    }
    const named = document.getElementById(hash.replace(/-mark-(\d+)$/, "-line-$1"));
    if (!(named instanceof HTMLAnchorElement) || !named.classList.contains("scan-line")) return;
    this.light([named]);
    scrollIntoBand(named);
  }

  private light(lines: HTMLAnchorElement[]): void {
    for (const line of this.lit) this.turn(line, false);
    if (this.strip) this.strip.remove();
    this.strip = null;
    this.lit = lines;
    for (const line of lines) this.turn(line, true);
    if (lines[0]) this.unfold(lines[0]);
  }

  private turn(line: HTMLAnchorElement, on: boolean): void {
    line.classList.toggle(LIT, on);
    if (on) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
    const mark = markOf(line);
    if (mark) mark.classList.toggle(LIT, on);
  }

  private unfold(line: HTMLAnchorElement): void {
    const leaf = closest(line, ".leaf");
    const mark = markOf(line);
    const box = mark && boxOf(mark);
    const picture = leaf && leaf.querySelector(".scan img");
    if (!leaf || !box || !(picture instanceof HTMLImageElement) || !isStacked(leaf)) return;
    const home = line.parentElement as HTMLElement;
    this.strip = drawStrip(picture, box, home.clientWidth);
    home.appendChild(this.strip);
  }
}

export function startScanLines(signal: AbortSignal): void {
  if (find(document, "[data-scan-lines]")) new ScanLines(signal);
}
