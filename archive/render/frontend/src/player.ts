// What a reader can ask of a recording: play, move, keep to a passage.
import { Notice } from "./notice";
import type { Sound } from "./sound";
import type { Passage } from "./timecode";

/** Nearer than this to the end of a passage, playing begins it anew. Seconds. */
const END_SLACK = 0.1;

export class Player {
  /** The passage was set or given up. */
  readonly passageChanged = new Notice<Passage | null>();
  /** The reader asked for a place in the recording, so the text may go there. */
  readonly asked = new Notice<number>();
  passage: Passage | null = null;

  constructor(readonly sound: Sound) {
    sound.released.add(() => this.clearPassage());
  }

  toggle(): void {
    if (this.sound.isPlaying()) {
      this.sound.pause();
      return;
    }
    if (this.passage) this.enterPassage(this.passage);
    // A limit without a passage is left over from a clip that was played here.
    else this.sound.limit = null;
    this.sound.play();
  }

  /** Moves within the recording; whoever leaves the passage has given it up. */
  seek(seconds: number): void {
    const passage = this.passage;
    if (!passage) this.sound.limit = null;
    else if (seconds < passage.start || (passage.end !== null && seconds >= passage.end)) {
      this.clearPassage();
    }
    this.sound.seek(seconds);
  }

  move(seconds: number): void {
    this.seek(this.sound.getTime() + seconds);
  }

  /** Plays on from here, past any passage. */
  playFrom(seconds: number): void {
    this.clearPassage();
    this.sound.seek(seconds);
    this.asked.send(seconds);
    this.sound.play();
  }

  /** Keeps to a passage without playing it. */
  setPassage(passage: Passage): void {
    this.sound.pause();
    this.passage = passage;
    this.sound.limit = passage.end;
    this.sound.seek(passage.start);
    this.passageChanged.send(passage);
  }

  clearPassage(): void {
    this.sound.limit = null;
    if (!this.passage) return;
    this.passage = null;
    this.passageChanged.send(null);
  }

  playPassage(): void {
    if (!this.passage) return;
    this.sound.limit = this.passage.end;
    this.sound.seek(this.passage.start);
    this.asked.send(this.passage.start);
    this.sound.play();
  }

  /** Plays a stretch once, leaving no mark. */
  playStretch(start: number, end: number): void {
    this.clearPassage();
    this.sound.seek(start);
    this.sound.limit = end;
    this.sound.play();
  }

  /** Whether a stretch sounds that somebody asked for elsewhere on the page. */
  isStretch(): boolean {
    return this.passage === null && this.sound.limit !== null;
  }

  /** Where the text is: the end of a passage still belongs to it. */
  textTime(): number {
    const time = this.sound.getTime();
    const end = this.passage && this.passage.end;
    return end !== null && time >= end ? Math.min(time, end - 0.001) : time;
  }

  private enterPassage(passage: Passage): void {
    const time = this.sound.getTime();
    const isPast = passage.end !== null && time > passage.end - END_SLACK;
    if (time < passage.start - END_SLACK || isPast) this.sound.seek(passage.start);
    this.sound.limit = passage.end;
  }
}
