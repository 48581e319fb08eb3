// One recording that sounds: the smallest contract between a player and what follows it.
import { on } from "./listen";
import { Notice } from "./notice";

/** Only one recording of a page sounds at a time. */
export function keepSolo(signal: AbortSignal): void {
  // Media events do not bubble, but they can be caught on the way down.
  const stopOthers = (event: Event): void => {
    const all = document.querySelectorAll<HTMLMediaElement>("audio, video");
    for (let i = 0; i < all.length; i++) {
      const media = all[i] as HTMLMediaElement;
      if (media !== event.target && !media.paused) media.pause();
    }
  };
  on(signal, document, "play", stopOthers, { capture: true });
}

/** The full address of what a media element plays, without its fragment. */
export function sourceOf(media: HTMLMediaElement): string {
  const inner = media.querySelector("source");
  // What was set last comes first: the browser's own answer lags behind it by a moment.
  const address = media.src || media.currentSrc || (inner ? inner.src : "");
  return address.replace(/#.*$/, "");
}

export class Sound {
  /** Time, playing, rate or length may have changed. */
  readonly changed = new Notice<Sound>();
  /** It could not be loaded. */
  readonly failed = new Notice<Sound>();
  /** Somebody passed the limit by the browser's own controls. */
  readonly released = new Notice<Sound>();
  /** Playing stops by itself here; null for never. Seconds. */
  limit: number | null = null;

  private wanted: number | null = null;
  private frame = 0;
  private timer = 0;

  /** `seconds` is the length the page states; browsers guess the length of an MP3. */
  constructor(
    readonly media: HTMLMediaElement,
    private readonly seconds: number | null,
    signal: AbortSignal,
  ) {
    const tick = (): void => this.tick();
    const events = ["timeupdate", "seeked", "pause", "ended", "durationchange"] as const;
    for (const type of events) on(signal, media, type, tick);
    on(signal, media, "ratechange", tick);
    on(signal, media, "playing", tick);
    on(signal, media, "play", () => this.run());
    on(signal, media, "seeking", () => this.releaseBeyond(0.5));
    on(signal, media, "loadedmetadata", () => this.applyWanted());
    // The error of a <source> does not bubble either.
    on(signal, media, "error", () => this.fail(), { capture: true });
  }

  get length(): number {
    if (this.seconds !== null && this.seconds > 0) return this.seconds;
    return isFinite(this.media.duration) ? this.media.duration : 0;
  }

  getTime(): number {
    return this.wanted === null ? this.media.currentTime : this.wanted;
  }

  isPlaying(): boolean {
    return !this.media.paused && !this.media.ended;
  }

  isBroken(): boolean {
    return this.media.error !== null || this.media.networkState === this.media.NETWORK_NO_SOURCE;
  }

  /** Goes to a time; before the file is opened the wish is kept, as not every browser keeps it. */
  seek(seconds: number): void {
    const length = this.length;
    const time = Math.max(0, length > 0 ? Math.min(seconds, length) : seconds);
    if (this.media.readyState > 0) {
      this.wanted = null;
      this.media.currentTime = time;
    } else {
      this.wanted = time;
    }
    this.tick();
  }

  play(): void {
    // A file that failed may be there by now.
    if (this.isBroken()) this.media.load();
    // Old browsers promise nothing; a refusal is told by the error event.
    const promise = this.media.play() as Promise<void> | undefined;
    if (promise) promise.catch(() => this.tick());
  }

  pause(): void {
    this.media.pause();
  }

  setRate(rate: number): void {
    // Loading sets the rate back to the default one.
    this.media.defaultPlaybackRate = rate;
    this.media.playbackRate = rate;
  }

  private fail(): void {
    if (!this.isBroken()) return;
    // Or it would go on claiming to play.
    this.media.pause();
    this.failed.send(this);
  }

  /** A reader who plays on from the limit, or goes past it, no longer wants it. */
  private releaseBeyond(seconds: number): void {
    if (this.limit !== null && this.media.currentTime > this.limit + seconds) {
      this.limit = null;
      this.released.send(this);
    }
    this.tick();
  }

  private applyWanted(): void {
    if (this.wanted !== null) this.media.currentTime = this.wanted;
    this.wanted = null;
    this.tick();
  }

  private tick(): void {
    this.keepLimit();
    this.changed.send(this);
  }

  /** Stops at the limit: by frames, by the browser's own beat, and by a timer near the end. */
  private keepLimit(): void {
    window.clearTimeout(this.timer);
    if (this.limit === null || this.wanted !== null || !this.isPlaying()) return;
    const left = this.limit - this.media.currentTime;
    if (left > 0) {
      if (left > 1) return;
      const wait = (left * 1000) / (this.media.playbackRate || 1);
      this.timer = window.setTimeout(() => this.tick(), wait);
      return;
    }
    this.media.pause();
    this.media.currentTime = this.limit;
  }

  private run(): void {
    this.releaseBeyond(-0.05);
    window.cancelAnimationFrame(this.frame);
    const beat = (): void => {
      this.tick();
      if (this.isPlaying()) this.frame = window.requestAnimationFrame(beat);
    };
    beat();
  }
}
