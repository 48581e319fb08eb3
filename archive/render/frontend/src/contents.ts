// The contents of an interview: the chapter that sounds, and a tap that goes there.
import { findAll, isPlainClick, mark, numberOf } from "./elements";
import { on } from "./listen";
import type { Player } from "./player";
import { scrollToElement } from "./scroll";
import { indexAt } from "./timecode";
import type { Transcript } from "./transcript";

interface Chapter {
  readonly link: HTMLElement;
  readonly start: number;
}

function readChapters(nav: HTMLElement): Chapter[] {
  const links = findAll(nav, "a[data-start]");
  const chapters = links.map((link) => ({ link, start: numberOf(link, "start") || 0 }));
  return chapters.sort((a, b) => a.start - b.start);
}

/** Keeps the current chapter in sight where the contents scroll on their own. */
function keepInSight(nav: HTMLElement, link: HTMLElement): void {
  if (nav.scrollHeight <= nav.clientHeight + 1) return;
  const inside = link.getBoundingClientRect().top - nav.getBoundingClientRect().top;
  if (inside >= 0 && inside < nav.clientHeight - link.offsetHeight) return;
  nav.scrollTop += inside - nav.clientHeight / 3;
}

export function startContents(
  nav: HTMLElement,
  player: Player,
  transcript: Transcript | null,
  signal: AbortSignal,
): void {
  const chapters = readChapters(nav);
  const starts = chapters.map((chapter) => chapter.start);
  let current = -1;
  player.sound.changed.add(() => {
    const time = player.textTime();
    const hasBegun = time > 0 || player.sound.isPlaying();
    const next = hasBegun ? indexAt(starts, time) : -1;
    if (next === current) return;
    const [before, after] = [chapters[current], chapters[next]];
    if (before) mark(before.link, "aria-current", false);
    if (after) mark(after.link, "aria-current", true);
    if (after) keepInSight(nav, after.link);
    current = next;
  });
  for (const { link, start } of chapters) {
    on(signal, link, "click", (event) => {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      player.playFrom(start);
      const turn = transcript && transcript.turnAt(start);
      if (turn) scrollToElement(turn.element);
    });
  }
}
