// The whole of a puzzle, a walk, a scene or a line of years told, voice after voice, with its words
// below.
import { announce } from "./announce";
import { closest, find, findAll, mark, numberOf } from "./elements";
import { on } from "./listen";
import type { Player } from "./player";
import { sourceOf } from "./sound";
import { word } from "./words";

/** So near to its end a voice counts as told. Seconds. */
const END_SLACK = 0.15;
/** A line is shown so much before it is said. Seconds. */
const CUE_LEAD = 0.25;
/** How long words without a voice stand: to look up, then four characters a second, as old eyes
 * read. Seconds. */
const LOOK = 4;
const READ_EACH = 0.25;
const LONGEST_READ = 60;
const FIELDS = "input, select, textarea";
const CONTROLS = `${FIELDS}, a[href], button, summary, audio, video`;

/** What is told, piece by piece. */
export interface Told {
  /** What begins it, where that is not the only such button of the page. */
  readonly opener?: HTMLElement;
  /** Whether pieces without a voice have their turn too, to be read. */
  readonly reads?: boolean;
  /** Everything that may have a voice, in the order of the page. */
  pieces(): HTMLElement[];
  /** Called when the first voice begins. */
  begin(): void;
  /** Shows a piece, and marks it as the one that speaks. */
  reveal(piece: HTMLElement): void;
  /** Marks one piece, or none. */
  light(piece: HTMLElement | null): void;
  /** What a piece is about. */
  nameOf(piece: HTMLElement): string;
}

/** A line of the words with the second at which it is said. */
interface Cue {
  readonly start: number;
  readonly words: string;
}

interface Voice {
  readonly piece: HTMLElement;
  readonly cues: readonly Cue[];
  /** Null where there is nothing to hear: it is read, for `end` seconds. */
  readonly source: string | null;
  readonly start: number;
  readonly end: number;
}

function readSilent(piece: HTMLElement): Voice | null {
  const words = textOf(piece, "words");
  const end = Math.min(LONGEST_READ, LOOK + words.length * READ_EACH);
  return words ? { piece, cues: [], source: null, start: 0, end } : null;
}

function readVoice(piece: HTMLElement): Voice | null {
  const button = find(piece, "button[data-clip]");
  const start = button && numberOf(button, "start");
  const end = button && numberOf(button, "end");
  if (!button || start === null || end === null || end <= start) return null;
  const link = document.createElement("a");
  link.href = button.dataset.src || "";
  return { piece, cues: readCues(piece), source: link.href, start, end };
}

function readCues(piece: HTMLElement): Cue[] {
  const cues: Cue[] = [];
  for (const line of findAll(piece, "[data-cue]")) {
    const start = numberOf(line, "start");
    if (start !== null) cues.push({ start, words: (line.textContent || "").trim() });
  }
  return cues;
}

function readVoices(told: Told): Voice[] {
  const voices: Voice[] = [];
  for (const piece of told.pieces()) {
    const voice = readVoice(piece) || (told.reads ? readSilent(piece) : null);
    if (voice) voices.push(voice);
  }
  return voices;
}

function textOf(root: ParentNode, role: string): string {
  const element = find(root, `[data-role="${role}"]`);
  return ((element && element.textContent) || "").trim();
}

class Telling {
  private place = -1;
  private sounded = false;
  /** Counts down while words are read; 0 while it stands still. */
  private reading = 0;

  constructor(
    private told: Told,
    private voices: readonly Voice[],
    private readonly bar: HTMLElement,
    private opener: HTMLElement,
    private readonly player: Player,
    signal: AbortSignal,
  ) {
    player.sound.changed.add(() => this.watch());
    player.sound.failed.add(() => this.showFault());
    const press = (name: string, action: () => void): void => {
      for (const button of findAll(bar, `[data-do="${name}"]`)) on(signal, button, "click", action);
    };
    press("tell-previous", () => this.tell(this.place - 1));
    press("tell-play", () => this.toggle());
    press("tell-next", () => this.tell(this.place + 1));
    press("tell-stop", () => this.stop());
    on(signal, window, "keydown", (event) => this.key(event));
  }

  /** Begins with what `opener` opens, whatever was told before. */
  begin(told: Told, voices: readonly Voice[], opener: HTMLElement): void {
    this.told.light(null);
    this.told = told;
    this.voices = voices;
    this.opener = opener;
    this.bar.hidden = false;
    document.documentElement.classList.add("is-telling");
    this.unlock();
    this.tell(0);
    this.told.begin();
    const play = find(this.bar, '[data-do="tell-play"]');
    if (play) play.focus({ preventScroll: true });
  }

  /** Where words to be read come first, the voice behind them begins without a tap, which phones
   * allow only to what a tap has begun before. */
  private unlock(): void {
    const first = this.voices.find((voice) => voice.source !== null);
    if (!first || first === this.voices[0]) return;
    const { media } = this.player.sound;
    if (sourceOf(media) !== first.source) media.src = first.source || "";
    const begun = media.play() as Promise<void> | undefined;
    media.pause();
    if (begun) begun.catch(() => undefined);
  }

  private tell(place: number): void {
    const voice = this.voices[place];
    this.rest();
    if (!voice) {
      if (place >= this.voices.length) this.end();
      return;
    }
    this.place = place;
    this.sounded = false;
    this.told.reveal(voice.piece);
    this.showWords(voice);
    if (voice.source === null) {
      this.player.sound.pause();
      announce(`${this.told.nameOf(voice.piece)} ${textOf(voice.piece, "words")}`);
      this.read(voice);
      return;
    }
    const { media } = this.player.sound;
    if (sourceOf(media) !== voice.source) media.src = voice.source;
    this.player.playStretch(voice.start, voice.end);
  }

  /** Gives time to read; then the next one has its turn. */
  private read(voice: Voice): void {
    this.reading = window.setTimeout(() => this.tell(this.place + 1), voice.end * 1000);
    this.showButton();
  }

  private rest(): void {
    window.clearTimeout(this.reading);
    this.reading = 0;
  }

  private isGoing(): boolean {
    return this.reading !== 0 || this.player.sound.isPlaying();
  }

  private toggle(): void {
    const { sound } = this.player;
    const voice = this.voices[this.place];
    if (!voice) this.tell(0);
    else if (voice.source === null) {
      if (this.reading === 0) this.read(voice);
      else this.rest();
      this.showButton();
    } else if (sound.isPlaying()) sound.pause();
    else if (sound.isBroken() || sound.getTime() >= voice.end - END_SLACK) this.tell(this.place);
    else sound.play();
  }

  /** All of it has been told: the last words stay, and it can begin anew. */
  private end(): void {
    this.rest();
    this.player.sound.pause();
    this.place = -1;
    this.told.light(null);
    this.put("name", "");
    this.put("who", "");
    this.put("number", "");
    this.put("words", word("tell_over"));
    this.showButton();
  }

  private stop(): void {
    this.rest();
    this.player.sound.pause();
    this.place = -1;
    this.bar.hidden = true;
    document.documentElement.classList.remove("is-telling");
    this.told.light(null);
    this.opener.focus();
  }

  /** The next voice follows by itself when one has come to its end. */
  private watch(): void {
    const voice = this.voices[this.place];
    const { sound } = this.player;
    if (!voice) return;
    this.showButton();
    if (voice.source === null) return;
    if (sound.isPlaying()) {
      this.sounded = true;
      this.showCue(voice, sound.getTime());
      return;
    }
    const isOver = sound.media.ended || sound.getTime() >= voice.end - END_SLACK;
    if (!this.sounded || !isOver) return;
    this.sounded = false;
    // Not from within the event that told of the end: it has more listeners.
    window.setTimeout(() => this.voices[this.place] === voice && this.tell(this.place + 1), 0);
  }

  private showWords(voice: Voice): void {
    this.put("name", this.told.nameOf(voice.piece));
    mark(this.bar, "data-reading", voice.source === null);
    const who = textOf(voice.piece, "who");
    this.put("who", voice.source === null ? `${who} · ${word("tell_read")}` : who);
    this.put("words", textOf(voice.piece, "words"));
    this.showCue(voice, voice.start);
    const place = { n: this.place + 1, total: this.voices.length };
    this.put("number", `· ${word("tell_number", place)}`);
    const fault = find(this.bar, '[data-role="fault"]');
    if (fault) fault.hidden = true;
  }

  /** The line that is being said, where the words are known by the second. */
  private showCue(voice: Voice, time: number): void {
    let now = voice.cues[0];
    for (const cue of voice.cues) if (cue.start <= time + CUE_LEAD) now = cue;
    if (!now || textOf(this.bar, "words") === now.words) return;
    this.put("words", now.words);
    for (const line of findAll(voice.piece, "[data-cue]")) {
      line.classList.toggle("now", numberOf(line, "start") === now.start);
    }
  }

  private put(role: string, text: string): void {
    const element = find(this.bar, `[data-role="${role}"]`);
    if (element) element.textContent = text;
  }

  private showButton(): void {
    const playing = this.place >= 0 && this.isGoing();
    for (const button of findAll(this.bar, '[data-do="tell-play"]')) {
      if (button.getAttribute("aria-pressed") === String(playing)) continue;
      button.setAttribute("aria-pressed", String(playing));
      button.setAttribute("aria-label", word(playing ? "pause" : "play"));
    }
  }

  private showFault(): void {
    const fault = find(this.bar, '[data-role="fault"]');
    if (!fault || this.place < 0) return;
    fault.textContent = word("fault");
    fault.hidden = false;
  }

  private key(event: KeyboardEvent): void {
    if (this.bar.hidden || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || closest(event.target, FIELDS)) return;
    const isSpace = event.key === " " && !event.shiftKey;
    if (isSpace && closest(event.target, CONTROLS)) return;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => this.tell(this.place - 1),
      ArrowRight: () => this.tell(this.place + 1),
      Escape: () => this.stop(),
      " ": () => this.toggle(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }
}

/** Makes all that a page tells begin at its button; one bar serves it all. */
export function startTelling(all: readonly Told[], player: Player, signal: AbortSignal): void {
  const bar = find(document, "[data-telling]");
  let telling: Telling | null = null;
  for (const told of all) {
    const opener = told.opener || find(document, '[data-do="tell"]');
    const voices = readVoices(told);
    if (!bar || !opener || voices.length === 0) continue;
    const one: Telling = telling || new Telling(told, voices, bar, opener, player, signal);
    telling = one;
    on(signal, opener, "click", () => one.begin(told, voices, opener));
    opener.hidden = false;
  }
}
