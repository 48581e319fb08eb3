// A tap on a line plays from there.
import { closest } from "./elements";
import { on } from "./listen";
import type { Player } from "./player";
import type { Transcript } from "./transcript";

const OWN = "a, button, input, select, textarea, label, summary, audio, video";

export function startTaps(transcript: Transcript, player: Player, signal: AbortSignal): void {
  on(signal, transcript.list, "click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const control = closest(event.target, OWN);
    const isTime = control !== null && control.classList.contains("time");
    if (control && !isTime) return;
    if (!isTime && (transcript.isSelecting() || closest(event.target, ".share-box, .term-box"))) return;
    const turn = transcript.turnOf(event.target);
    if (!turn || turn.start === null) return;
    event.preventDefault();
    player.playFrom(turn.start);
  });
  transcript.list.classList.add("playable");
}
