// The drawn waveform: how much has been heard, and a tap goes there.
import { on } from "./listen";
import type { Player } from "./player";

const SVG = "http://www.w3.org/2000/svg";
let count = 0;

/** A window over the "heard" half, as a rectangle: all browsers clip by it. */
function makeClip(wave: Element, done: Element): Element {
  count += 1;
  const clip = document.createElementNS(SVG, "clipPath");
  clip.id = `wave-clip-${count}`;
  const box = (wave.getAttribute("viewBox") || "0 0 1000 100").split(/[\s,]+/);
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("height", box[3] || "100");
  rect.setAttribute("width", "0");
  clip.appendChild(rect);
  wave.insertBefore(clip, wave.firstChild);
  done.setAttribute("clip-path", `url(#${clip.id})`);
  return rect;
}

export function startWave(section: HTMLElement, player: Player, signal: AbortSignal): void {
  const wave = section.querySelector("svg.wave");
  const done = wave && wave.querySelector(".wave-done");
  if (!wave || !done) return;
  const rect = makeClip(wave, done);
  const full = Number((wave.getAttribute("viewBox") || "").split(/[\s,]+/)[2]) || 1000;
  const { sound } = player;
  let shown = -1;
  const show = (): void => {
    const part = sound.length > 0 ? Math.min(1, sound.getTime() / sound.length) : 0;
    const width = Math.round(part * full * 2) / 2;
    if (width === shown) return;
    shown = width;
    rect.setAttribute("width", String(width));
  };
  sound.changed.add(show);
  show();
  on(signal, wave, "click", (event) => {
    const box = wave.getBoundingClientRect();
    if (box.width > 0) player.seek(((event.clientX - box.left) / box.width) * sound.length);
  });
}
