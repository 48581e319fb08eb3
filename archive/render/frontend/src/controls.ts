// The buttons, the slider and the waveform of a player.
import { find, findAll, numberOf } from "./elements";
import { on } from "./listen";
import { Player } from "./player";
import { Sound } from "./sound";
import { formatSpoken, formatWideClock } from "./timecode";
import { startWave } from "./wave";
import { word } from "./words";

const RATES = [0.75, 1, 1.25, 1.5];
const JUMP = 10;

function mediaOf(section: HTMLElement): HTMLMediaElement | null {
  const elsewhere = section.dataset.media;
  const media = elsewhere
    ? document.querySelector(elsewhere)
    : section.querySelector("audio, video");
  return media instanceof HTMLMediaElement ? media : null;
}

function startPlay(button: HTMLElement, player: Player, signal: AbortSignal): void {
  let shown: boolean | null = null;
  const show = (): void => {
    const playing = player.sound.isPlaying();
    if (playing === shown) return;
    shown = playing;
    button.setAttribute("aria-pressed", String(playing));
    button.setAttribute("aria-label", word(playing ? "pause" : "play"));
  };
  player.sound.changed.add(show);
  show();
  on(signal, button, "click", () => player.toggle());
}

function startSpeed(button: HTMLElement, player: Player, signal: AbortSignal): void {
  const face = find(button, '[data-role="rate"]') || button;
  const show = (): void => {
    const rate = player.sound.media.playbackRate;
    face.textContent = `${rate}×`;
    button.setAttribute("aria-label", word("speed", { rate }));
  };
  on(signal, player.sound.media, "ratechange", show);
  show();
  on(signal, button, "click", () => stepRate(player, 1, true));
}

/** The next slower (-1) or faster (1) speed; `round` begins anew after the last one. */
export function stepRate(player: Player, step: number, round: boolean): void {
  const now = RATES.indexOf(player.sound.media.playbackRate);
  const next = (now < 0 ? 1 : now) + step;
  const rate = RATES[round ? (next + RATES.length) % RATES.length : next];
  if (rate !== undefined) player.sound.setRate(rate);
}

const SLIDER_KEYS: Record<string, number> = {
  ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -60, PageUp: 60,
};

function startSlider(slider: HTMLInputElement, player: Player, signal: AbortSignal): void {
  const { sound } = player;
  let second = -1;
  const speak = (): void => {
    const now = formatSpoken(sound.getTime());
    const text = word("position", { now, total: formatSpoken(sound.length) });
    slider.setAttribute("aria-valuetext", text);
  };
  const show = (): void => {
    const now = Math.floor(sound.getTime());
    if (now === second) return;
    second = now;
    slider.max = String(Math.ceil(sound.length));
    slider.value = String(now);
    // A screen reader would read every second aloud while the slider has the focus.
    if (document.activeElement !== slider || !sound.isPlaying()) speak();
  };
  slider.min = "0";
  slider.step = "1";
  sound.changed.add(show);
  on(signal, slider, "input", () => {
    player.seek(Number(slider.value));
    speak();
  });
  on(signal, slider, "keydown", (event) => {
    const step = SLIDER_KEYS[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    player.move(step);
    speak();
  });
  show();
}

function startTimes(section: HTMLElement, sound: Sound): void {
  const now = findAll(section, '[data-role="now"]');
  const total = findAll(section, '[data-role="total"]');
  let second = -1;
  let length = -1;
  const show = (): void => {
    if (Math.floor(sound.getTime()) !== second) {
      second = Math.floor(sound.getTime());
      for (const element of now) element.textContent = formatWideClock(second);
    }
    if (sound.length !== length) {
      length = sound.length;
      for (const element of total) element.textContent = formatWideClock(length);
    }
  };
  sound.changed.add(show);
  show();
}

function startFault(section: HTMLElement, sound: Sound, signal: AbortSignal): void {
  const fault = find(section, '[data-role="fault"]');
  if (!fault) return;
  sound.failed.add(() => {
    fault.hidden = false;
    fault.textContent = word("fault");
  });
  on(signal, sound.media, "playing", () => {
    fault.hidden = true;
  });
}

/** Metadata and keys of the phone's lock screen, where there is one. */
function startMediaSession(player: Player): void {
  const session = (navigator as { mediaSession?: MediaSession }).mediaSession;
  if (!session || typeof MediaMetadata !== "function") return;
  const actions: [MediaSessionAction, () => void][] = [
    ["play", () => player.toggle()],
    ["pause", () => player.sound.pause()],
    ["seekbackward", () => player.move(-JUMP)],
    ["seekforward", () => player.move(JUMP)],
  ];
  for (const [action, handler] of actions) {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // This browser does not know the action.
    }
  }
  const title = find(document, "h1");
  session.metadata = new MediaMetadata({ title: (title && title.textContent) || document.title });
}

/** Wires one player section; null when it has no recording. Its controls appear at the end. */
export function startPlayer(section: HTMLElement, signal: AbortSignal): Player | null {
  const media = mediaOf(section);
  if (!media) return null;
  const sound = new Sound(media, numberOf(section, "seconds"), signal);
  const player = new Player(sound);
  const button = (name: string): HTMLElement[] => findAll(section, `[data-do="${name}"]`);
  for (const one of button("play")) startPlay(one, player, signal);
  for (const one of button("back10")) on(signal, one, "click", () => player.move(-JUMP));
  for (const one of button("forward10")) on(signal, one, "click", () => player.move(JUMP));
  for (const one of button("speed")) startSpeed(one, player, signal);
  for (const one of button("seek")) {
    if (one instanceof HTMLInputElement) startSlider(one, player, signal);
  }
  startTimes(section, sound);
  startFault(section, sound, signal);
  startWave(section, player, signal);
  on(signal, media, "play", () => startMediaSession(player));
  on(signal, media, "waiting", () => section.classList.add("waiting"));
  sound.changed.add(() => {
    const isReady = media.readyState > 2 || !sound.isPlaying();
    if (isReady) section.classList.remove("waiting");
  });
  for (const name of ["play", "back10", "forward10", "speed", "seek"]) {
    for (const one of button(name)) one.hidden = false;
  }
  if (media instanceof HTMLAudioElement && button("play").length) media.controls = false;
  section.classList.add("ready");
  return player;
}
