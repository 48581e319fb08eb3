// The same then and now: one picture laid over the other, as far as a slider or a button says.
import { find, findAll } from "./elements";
import { on } from "./listen";

function startPair(root: HTMLElement, signal: AbortSignal): void {
  const controls = find(root, "[data-pair-controls]");
  const slider = find(root, '[data-role="now-part"]');
  if (!controls || !(slider instanceof HTMLInputElement)) return;
  const show = (): void => {
    const part = Number(slider.value);
    root.style.setProperty("--shown", String(part));
    root.classList.toggle("is-now", part >= 50);
    for (const [name, lit] of [
      ["then", part === 0],
      ["now", part === 100],
    ] as const) {
      for (const button of findAll(controls, `[data-do="${name}"]`)) {
        button.setAttribute("aria-pressed", String(lit));
      }
    }
  };
  const lead = (name: string, part: number): void => {
    for (const button of findAll(controls, `[data-do="${name}"]`)) {
      on(signal, button, "click", () => {
        slider.value = String(part);
        show();
      });
    }
  };
  lead("then", 0);
  lead("now", 100);
  on(signal, slider, "input", show);
  show();
  controls.hidden = false;
}

export function startPairs(signal: AbortSignal): void {
  for (const root of findAll(document, "[data-pair]")) startPair(root, signal);
}
