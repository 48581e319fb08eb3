// Going on where the last visit stopped.
import { findAll } from "./elements";
import { on } from "./listen";
import { lasting } from "./memory";
import type { Player } from "./player";
import { formatClock } from "./timecode";
import { word } from "./words";

/** Positions nearer than this to either end are not worth going back to. Seconds. */
const MARGIN = 10;
const EVERY = 5;

function isWorth(seconds: number, length: number): boolean {
  return seconds >= MARGIN && (length === 0 || seconds <= length - MARGIN);
}

export function startResume(section: HTMLElement, player: Player, signal: AbortSignal): void {
  const { sound } = player;
  const key = `at:${location.pathname}`;
  const buttons = findAll(section, '[data-do="resume"]');
  const kept = Number(lasting.read(key));
  let saved = 0;
  // Hearing one passage that somebody sent must not lose the reader's own place.
  const save = (): void => {
    if (player.passage || sound.limit !== null || saved === 0) return;
    const time = sound.getTime();
    if (isWorth(time, sound.length)) lasting.write(key, String(Math.floor(time)));
    else lasting.forget(key);
  };
  sound.changed.add(() => {
    if (!sound.isPlaying() || Math.abs(sound.getTime() - saved) < EVERY) return;
    saved = sound.getTime();
    save();
  });
  on(signal, sound.media, "pause", save);
  on(signal, window, "pagehide", save);
  const hide = (): void => {
    for (const button of buttons) button.hidden = true;
  };
  on(signal, sound.media, "play", hide);
  if (!(kept > 0) || !isWorth(kept, sound.length)) return;
  for (const button of buttons) {
    button.textContent = word("resume", { time: formatClock(kept) });
    button.hidden = false;
    on(signal, button, "click", () => player.playFrom(kept));
  }
}
