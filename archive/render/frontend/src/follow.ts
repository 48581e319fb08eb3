// The text goes along with the sound, until the reader takes over.
import { closest, findAll } from "./elements";
import { on } from "./listen";
import type { Player } from "./player";
import { followElement, isOwnScroll } from "./scroll";
import type { Transcript } from "./transcript";

const SCROLL_KEYS = ["PageUp", "PageDown", "ArrowUp", "ArrowDown", "Home", "End", " "];

export class Follower {
  private following = true;
  private started = false;
  private second = -1;

  constructor(
    private readonly player: Player,
    private readonly transcript: Transcript,
    private readonly buttons: readonly HTMLElement[],
    signal: AbortSignal,
  ) {
    const { sound } = player;
    sound.changed.add(() => this.update());
    player.asked.add(() => this.resume());
    on(signal, sound.media, "play", () => {
      // Scrolling before anything was heard is reading, not leaving.
      if (!this.started) this.resume();
      this.started = true;
    });
    for (const button of buttons) on(signal, button, "click", () => this.resume());
    this.watchReader(signal);
  }

  /** Goes along again, beginning now. */
  resume(): void {
    this.following = true;
    this.show();
    this.transcript.setTime(this.player.textTime());
    this.reveal();
  }

  private update(): void {
    if (!this.started) return;
    const time = this.player.textTime();
    const isOther = this.transcript.setTime(time);
    // A long turn is looked after once a second: measuring at every frame would stutter.
    const isBeat = Math.floor(time) !== this.second;
    this.second = Math.floor(time);
    if ((isOther || isBeat) && this.following && this.player.sound.isPlaying()) this.reveal();
  }

  private reveal(): void {
    const turn = this.transcript.current;
    // A clip plays where it was tapped; the page stays there.
    if (this.player.isStretch()) return;
    if (!turn || turn.start === null) return;
    const length = turn.end === null ? 0 : turn.end - turn.start;
    const said = length > 0 ? (this.player.textTime() - turn.start) / length : 0;
    followElement(turn.element, Math.min(1, Math.max(0, said)));
  }

  private leave(): void {
    if (!this.started || !this.following) return;
    this.following = false;
    this.show();
  }

  private show(): void {
    for (const button of this.buttons) button.hidden = this.following;
  }

  private watchReader(signal: AbortSignal): void {
    const leave = (): void => this.leave();
    on(signal, window, "wheel", leave, { passive: true });
    on(signal, window, "touchmove", leave, { passive: true });
    on(signal, window, "keydown", (event) => {
      const isField = closest(event.target, "input, select, textarea") !== null;
      if (!isField && !event.defaultPrevented && SCROLL_KEYS.indexOf(event.key) >= 0) leave();
    });
    // The scrollbar, a screen reader and autoscroll make no event but this one.
    on(signal, window, "scroll", () => !isOwnScroll() && leave(), { passive: true });
    on(signal, window, "mousedown", (event) => {
      if (event.clientX >= document.documentElement.clientWidth) leave();
    });
  }
}

export function startFollow(
  section: HTMLElement,
  player: Player,
  transcript: Transcript,
  signal: AbortSignal,
): Follower {
  return new Follower(player, transcript, findAll(section, '[data-do="follow"]'), signal);
}
