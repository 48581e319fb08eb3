// The keyboard of an interview page.
import { closest, find } from "./elements";
import { on } from "./listen";
import { stepRate } from "./controls";
import type { Player } from "./player";
import type { Transcript } from "./transcript";

const JUMP = 10;
const FIELDS = "input, select, textarea, [contenteditable]";
const CONTROLS = `${FIELDS}, a[href], button, summary, audio, video, [role="slider"], [tabindex]`;

/** What a key does where no field has the focus. */
function actionOf(key: string, player: Player): (() => void) | null {
  switch (key) {
    case "j":
    case "ArrowLeft":
      return () => player.move(-JUMP);
    case "l":
    case "ArrowRight":
      return () => player.move(JUMP);
    case "<":
      return () => stepRate(player, -1, false);
    case ">":
      return () => stepRate(player, 1, false);
    default:
      return null;
  }
}

export function startKeys(player: Player, signal: AbortSignal): void {
  on(signal, window, "keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (closest(event.target, FIELDS) || closest(event.target, '[role="dialog"]')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isToggle = (key === " " && !event.shiftKey) || key === "k";
    if (isToggle && closest(event.target, CONTROLS)) return;
    // The browser's own player has its own arrows.
    if (closest(event.target, "audio, video")) return;
    const action = isToggle ? () => player.toggle() : actionOf(key, player);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** Up and down go from turn to turn when the focus is in the transcript. */
export function startTurnKeys(transcript: Transcript, signal: AbortSignal): void {
  on(signal, transcript.list, "keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || closest(event.target, FIELDS)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const turn = transcript.turnOf(event.target);
    const next = turn && transcript.neighbour(turn, step);
    if (!next) return;
    const link = find(next.element, "a.time");
    if (!link) next.element.tabIndex = -1;
    event.preventDefault();
    (link || next.element).focus();
  });
}
