// Giving a passage to somebody else.
import { publicAddress } from "./address";
import { announce } from "./announce";
import { closest, findAll, make } from "./elements";
import { createController, on } from "./listen";
import type { Player } from "./player";
import { formatPassage, type Passage } from "./timecode";
import { passageOf, type Transcript, type Turn } from "./transcript";
import { word } from "./words";

/** The link box that is open, if any. */
let closeBox: (() => void) | null = null;

/** The link in a field that can be copied by hand, after `place`. */
function showBox(link: string, place: Element): void {
  if (closeBox) closeBox();
  const controller = createController();
  const box = make("div", "share-box");
  const label = make("label", "", word("share_link"));
  const field = make("input");
  field.type = "text";
  field.readOnly = true;
  field.value = link;
  label.appendChild(field);
  const button = make("button", "", word("close"));
  button.type = "button";
  box.append(label, make("p", "", word("share_hint")), button);
  closeBox = () => {
    closeBox = null;
    controller.abort();
    box.remove();
    if (place instanceof HTMLElement) place.focus({ preventScroll: true });
  };
  on(controller.signal, button, "click", () => closeBox && closeBox());
  on(controller.signal, box, "keydown", (event) => {
    if (event.key === "Escape" && closeBox) closeBox();
  });
  place.insertAdjacentElement("afterend", box);
  field.focus();
  field.select();
}

function copyByCommand(text: string): boolean {
  const field = make("textarea");
  field.value = text;
  field.readOnly = true;
  field.style.cssText = "position:fixed;top:0;left:0;opacity:0";
  document.body.appendChild(field);
  field.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {
    copied = false;
  }
  field.remove();
  return copied;
}

async function copy(text: string): Promise<boolean> {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard && typeof clipboard.writeText === "function") {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // Refused, as in a page that is a file: the old way may still do.
    }
  }
  return copyByCommand(text);
}

/** Says it to the eye, too: the button wears the word for a moment. */
function showCopied(button: HTMLElement): void {
  announce(word("copied"));
  const note = make("span", "share-note", word("copied"));
  note.setAttribute("aria-hidden", "true");
  button.insertAdjacentElement("afterend", note);
  window.setTimeout(() => note.remove(), 3000);
}

/** Shares by the phone's own menu, else copies, else shows the link. */
async function share(link: string, button: HTMLElement): Promise<void> {
  if (typeof navigator.share === "function") {
    try {
      await navigator.share({ title: document.title, url: link });
      return;
    } catch (error) {
      if (error instanceof Error && error.name === "AbortError") return;
    }
  }
  const active = document.activeElement;
  if (await copy(link)) showCopied(button);
  else showBox(link, button);
  if (!closeBox && active instanceof HTMLElement) active.focus({ preventScroll: true });
}

/** What a share button stands for: the selection, the passage, or its own turn. */
export function passageToShare(
  turn: Turn | null,
  selected: readonly Turn[],
  player: Player | null,
  transcript: Transcript,
): Passage | null {
  if (selected.length > 1 && (!turn || selected.indexOf(turn) >= 0)) return passageOf(selected);
  const passage = player && player.passage;
  if (passage && passage.end !== null && (!turn || transcript.isMarked(turn))) return passage;
  return turn ? passageOf([turn]) : null;
}

export function startShare(
  transcript: Transcript,
  player: Player | null,
  signal: AbortSignal,
): void {
  let selected: Turn[] = [];
  // A tap on the button takes the selection away before it is a click.
  const remember = (event: Event): void => {
    if (closest(event.target, '[data-do="share"]')) selected = transcript.selectedTurns();
  };
  on(signal, document, "touchstart", remember, { capture: true, passive: true });
  on(signal, document, "mousedown", (event) => {
    remember(event);
    if (selected.length > 0 && closest(event.target, '[data-do="share"]')) event.preventDefault();
  });
  on(signal, document, "click", (event) => {
    const button = closest(event.target, 'button[data-do="share"]');
    if (!(button instanceof HTMLElement)) return;
    const chosen = selected.length > 0 ? selected : transcript.selectedTurns();
    selected = [];
    const passage = passageToShare(transcript.turnOf(button), chosen, player, transcript);
    const link = publicAddress() + (passage ? `#${formatPassage(passage)}` : "");
    void share(link, button);
  });
  for (const button of findAll(document, 'button[data-do="share"]')) button.hidden = false;
}
