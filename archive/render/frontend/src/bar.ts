// The bar of every page: size of type, back, print.
import { goBack } from "./address";
import { announce } from "./announce";
import { findAll, isPlainClick } from "./elements";
import { on } from "./listen";
import { lasting } from "./memory";
import { claimScroll, freeBand } from "./scroll";
import { word } from "./words";

const STEPS = 3;

/** The size in force: 0, 1 or 2. */
function readStep(text: string | null | undefined): number {
  const step = Number(text);
  return step === 1 || step === 2 ? step : 0;
}

/** Applies a size; the line being read stays where it is. */
function setStep(step: number): void {
  const middle = freeBand();
  const line = document.elementFromPoint(window.innerWidth / 2, (middle.top + middle.bottom) / 2);
  const before = line ? line.getBoundingClientRect().top : 0;
  document.documentElement.dataset.step = String(step);
  if (!line || window.pageYOffset === 0) return;
  claimScroll(300);
  window.scrollBy(0, line.getBoundingClientRect().top - before);
}

export function startTypeSize(signal: AbortSignal): void {
  const root = document.documentElement;
  for (const button of findAll(document, '[data-action="type-size"]')) {
    button.hidden = false;
    on(signal, button, "click", () => {
      const step = (readStep(root.dataset.step) + 1) % STEPS;
      setStep(step);
      lasting.write("step", String(step));
      announce(word(`size_${step as 0 | 1 | 2}`));
    });
  }
  // A page that comes back from the browser's cache may have been left at another size.
  on(signal, window, "pageshow", (event) => {
    const kept = lasting.read("step");
    if (event.persisted && kept !== null) root.dataset.step = String(readStep(kept));
  });
}

export function startBack(signal: AbortSignal): void {
  for (const link of findAll(document, 'a[data-action="back"]')) {
    on(signal, link, "click", (event) => {
      if (isPlainClick(event) && goBack()) event.preventDefault();
    });
  }
}

export function startPrint(signal: AbortSignal): void {
  if (typeof window.print !== "function") return;
  for (const button of findAll(document, '[data-action="print"]')) {
    button.hidden = false;
    on(signal, button, "click", () => window.print());
  }
}
