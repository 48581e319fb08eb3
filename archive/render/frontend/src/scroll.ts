// Scrolling the page ourselves, and telling our scrolling from the reader's.
import { findAll } from "./elements";
import { on } from "./listen";

/** What of the window is free of sticky bars, in pixels from its top. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

let ownUntil = 0;

/** Scroll events of the next moments are ours. */
export function claimScroll(milliseconds: number): void {
  ownUntil = Math.max(ownUntil, Date.now() + milliseconds);
}

export function isOwnScroll(): boolean {
  return Date.now() < ownUntil;
}

/** Follows our own smooth scrolling to its end, and what turning the phone causes. */
export function watchScroll(signal: AbortSignal): void {
  on(signal, window, "scroll", () => isOwnScroll() && claimScroll(150), { passive: true });
  on(signal, window, "resize", () => claimScroll(400));
}

/** The part of the window that no sticky bar or player covers. */
export function freeBand(): Band {
  let top = 0;
  let bottom = window.innerHeight;
  for (const bar of findAll(document, ".bar, [data-bar], [data-player]")) {
    const position = getComputedStyle(bar).position;
    if (position !== "fixed" && position.indexOf("sticky") < 0) continue;
    const box = bar.getBoundingClientRect();
    if (box.height === 0) continue;
    if (box.top <= 1 && box.bottom > top) top = box.bottom;
    else if (box.bottom >= window.innerHeight - 1 && box.top < bottom) bottom = box.top;
  }
  return bottom - top > 80 ? { top, bottom } : { top: 0, bottom: window.innerHeight };
}

function isCalm(): boolean {
  if (typeof window.matchMedia !== "function") return false;
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Scrolls the page so that its pixel `top` is at the window's top; gliding when it is near. */
function scrollPage(top: number, glide: boolean): void {
  claimScroll(500);
  const near = Math.abs(top - window.pageYOffset) < 3 * window.innerHeight;
  if (glide && near && !isCalm() && "scrollBehavior" in document.documentElement.style) {
    window.scrollTo({ top, behavior: "smooth" });
  } else {
    window.scrollTo(0, top);
  }
}

/** Brings an element to a comfortable height, a quarter down the free part of the window. */
export function scrollToElement(element: Element, glide = true): void {
  const band = freeBand();
  const box = element.getBoundingClientRect();
  const free = band.bottom - band.top;
  const space = Math.max(8, Math.min(free / 4, free - box.height - 8));
  scrollPage(Math.max(0, window.pageYOffset + box.top - band.top - space), glide);
}

/**
 * Keeps what is being said in the comfortable middle; scrolls only when it is not there.
 *
 * `part` is how much of the element has been said, 0 to 1. An element that nearly fills the window
 * cannot be shown whole, so there the line is guessed that is being said.
 */
export function followElement(element: Element, part: number): void {
  const band = freeBand();
  const free = band.bottom - band.top;
  const box = element.getBoundingClientRect();
  const high = band.top + free * 0.05;
  if (box.height <= free * 0.6) {
    if (box.top < high || box.bottom > band.bottom - free * 0.2) scrollToElement(element);
    return;
  }
  const line = box.top + box.height * part;
  if (line >= high && line <= band.top + free * 0.7) return;
  scrollPage(Math.max(0, window.pageYOffset + line - band.top - free / 4), true);
}

/** Scrolls only when the element cannot be seen whole. */
export function scrollIntoBand(element: Element): void {
  const band = freeBand();
  const box = element.getBoundingClientRect();
  if (box.top < band.top || box.bottom > band.bottom) scrollToElement(element);
}
