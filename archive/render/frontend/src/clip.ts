// Short stretches of sound, played where they are quoted.
import { findAll, make, numberOf } from "./elements";
import { on } from "./listen";
import { Player } from "./player";
import { Sound, sourceOf } from "./sound";
import { word } from "./words";

/** Times this far outside a clip mean that something else is being heard. Seconds. */
const SLACK = 0.5;

/** Gives the player for a source: the page's own when it has one, else one shared by all clips. */
type FindPlayer = (source: string) => Player;

export function createShared(signal: AbortSignal): Player {
  const media = make("audio");
  media.preload = "none";
  media.hidden = true;
  // In the document, so that starting something else stops it.
  document.body.appendChild(media);
  return new Player(new Sound(media, null, signal));
}

function playersBySource(players: readonly Player[], signal: AbortSignal): FindPlayer {
  let shared: Player | null = null;
  return (source) => {
    const own = players.find((player) => sourceOf(player.sound.media) === source);
    if (own) return own;
    if (!shared) shared = createShared(signal);
    if (sourceOf(shared.sound.media) !== source) shared.sound.media.src = source;
    return shared;
  };
}

class Clip {
  private player: Player | null = null;
  private readonly name: string;
  private fault: HTMLElement | null = null;

  constructor(
    private readonly button: HTMLElement,
    private readonly source: string,
    private readonly start: number,
    private readonly end: number,
    private readonly findPlayer: FindPlayer,
  ) {
    this.name = button.getAttribute("aria-label") || (button.textContent || "").trim();
    button.setAttribute("aria-pressed", "false");
  }

  /** Plays, pauses, or goes on where it was paused. */
  toggle(): void {
    const player = this.findPlayer(this.source);
    if (this.player !== player) {
      this.player = player;
      player.sound.changed.add(() => this.show());
      player.sound.failed.add(() => this.showFault());
    }
    if (this.isOurs() && player.sound.isPlaying()) player.sound.pause();
    else if (this.isOurs() && this.part() > 0 && this.part() < 1) player.sound.play();
    else player.playStretch(this.start, this.end);
  }

  /** Whether the player holds this clip, and not another one or the whole recording. */
  private isOurs(): boolean {
    if (!this.player) return false;
    const { sound } = this.player;
    const time = sound.getTime();
    const inside = time > this.start - SLACK && time < this.end + SLACK;
    return sourceOf(sound.media) === this.source && sound.limit === this.end && inside;
  }

  private part(): number {
    if (!this.player || this.end <= this.start) return 0;
    const part = (this.player.sound.getTime() - this.start) / (this.end - this.start);
    return Math.min(1, Math.max(0, part));
  }

  private show(): void {
    const ours = this.isOurs();
    const playing = ours && this.player !== null && this.player.sound.isPlaying();
    const part = ours && (playing || this.part() < 0.99) ? this.part() : 0;
    this.button.style.setProperty("--done", part.toFixed(3));
    if (this.button.getAttribute("aria-pressed") === String(playing)) return;
    this.button.setAttribute("aria-pressed", String(playing));
    const label = playing ? word("clip_pause", { what: this.name }) : this.name;
    this.button.setAttribute("aria-label", label);
    if (playing && this.fault) this.fault.remove();
  }

  private showFault(): void {
    if (!this.player || sourceOf(this.player.sound.media) !== this.source) return;
    if (!this.fault) this.fault = make("span", "clip-fault", word("fault"));
    this.fault.setAttribute("role", "alert");
    this.button.insertAdjacentElement("afterend", this.fault);
  }
}

function readSource(button: HTMLElement): string | null {
  const link = make("a");
  link.href = button.dataset.src || "";
  return button.dataset.src ? link.href.replace(/#.*$/, "") : null;
}

/** Makes the buttons of the page work. Gives what does so for those that are added later. */
export function startClips(
  players: readonly Player[],
  signal: AbortSignal,
): (root: ParentNode) => void {
  const findPlayer = playersBySource(players, signal);
  const wire = (root: ParentNode): void => {
    for (const button of findAll(root, "button[data-clip]")) {
      const source = readSource(button);
      const start = numberOf(button, "start");
      const end = numberOf(button, "end");
      if (source === null || start === null || end === null || end <= start) continue;
      const clip = new Clip(button, source, start, end, findPlayer);
      on(signal, button, "click", () => clip.toggle());
      button.hidden = false;
    }
  };
  wire(document);
  return wire;
}
