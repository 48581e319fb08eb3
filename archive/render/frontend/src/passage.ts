// A passage of a recording in the address: "#t=63.2,71".
import { replaceHash } from "./address";
import { find, findAll, make } from "./elements";
import { on } from "./listen";
import type { Player } from "./player";
import { scrollToElement } from "./scroll";
import { formatClock, parsePassage, type Passage } from "./timecode";
import type { Transcript } from "./transcript";
import { word } from "./words";

/** Says which passage it is, and offers to hear it or to listen on. */
function startNotice(section: HTMLElement, player: Player, signal: AbortSignal): void {
  const notice = find(section, '[data-role="passage"]');
  if (!notice) return;
  const given = find(notice, '[data-role="passage-time"]');
  const text = given || notice.insertBefore(make("span"), notice.firstChild);
  player.passageChanged.add((passage) => {
    notice.hidden = !passage || passage.end === null;
    if (!passage || passage.end === null) return;
    const [start, end] = [formatClock(passage.start), formatClock(passage.end)];
    text.textContent = word("passage", { start, end });
  });
  for (const button of findAll(notice, '[data-do="passage-play"]')) {
    button.hidden = false;
    on(signal, button, "click", () => player.playPassage());
  }
  for (const button of findAll(notice, '[data-do="passage-all"]')) {
    button.hidden = false;
    on(signal, button, "click", () => {
      player.clearPassage();
      if (!player.sound.isPlaying()) player.sound.play();
    });
  }
}

/** The passage that a hash asks for, kept within the recording; also "#s12", a turn's own id. */
function readPassage(hash: string, transcript: Transcript | null): Passage | null {
  const passage = parsePassage(hash);
  if (passage || !transcript || hash.length < 2) return passage;
  const turn = transcript.turns.find((one) => `#${one.element.id}` === hash);
  return turn && turn.start !== null ? { start: turn.start, end: null } : null;
}

/** Shows the passage of the address, now and when it changes. Never plays by itself. */
export function startPassage(
  section: HTMLElement | null,
  player: Player | null,
  transcript: Transcript | null,
  signal: AbortSignal,
): void {
  if (section && player) startNotice(section, player, signal);
  const show = (glide: boolean): void => {
    const passage = readPassage(location.hash, transcript);
    if (!passage) return;
    // A link within the page to a turn is reading: what sounds goes on.
    if (player && player.sound.isPlaying() && !parsePassage(location.hash)) return;
    if (player) player.setPassage(passage);
    const first = transcript && transcript.markPassage(passage);
    if (first) scrollToElement(first.element, glide);
  };
  if (player) {
    player.passageChanged.add((passage) => {
      if (passage) return;
      if (transcript) transcript.markPassage(null);
      // Or the address bar, and a share from it, would go on naming the passage.
      if (parsePassage(location.hash)) replaceHash("");
    });
  }
  on(signal, window, "hashchange", () => show(true));
  show(false);
}
