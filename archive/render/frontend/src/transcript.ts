// The transcript as data: its turns, which one sounds, which are marked.
import { closest, findAll, mark, numberOf } from "./elements";
import { indexAt, type Passage } from "./timecode";

export interface Turn {
  readonly element: HTMLElement;
  /** Seconds; null for a turn without times. */
  readonly start: number | null;
  readonly end: number | null;
}

export class Transcript {
  readonly turns: readonly Turn[];
  private readonly timed: readonly (Turn & { start: number })[];
  private readonly starts: readonly number[];
  private readonly places = new Map<Element, number>();
  private now: Turn | null = null;
  private passage: Turn[] = [];

  constructor(readonly list: HTMLElement) {
    this.turns = findAll(list, ".turn").map((element) => ({
      element,
      start: numberOf(element, "start"),
      end: numberOf(element, "end"),
    }));
    this.turns.forEach((turn, place) => this.places.set(turn.element, place));
    const timed = this.turns.filter((turn): turn is Turn & { start: number } => turn.start !== null);
    // Overlapping speakers may stand in either order.
    this.timed = timed.sort((a, b) => a.start - b.start);
    this.starts = this.timed.map((turn) => turn.start);
  }

  get current(): Turn | null {
    return this.now;
  }

  /** The turn that is being said; a pause belongs to the turn before it. */
  turnAt(seconds: number): Turn | null {
    return this.timed[indexAt(this.starts, seconds)] || null;
  }

  /** Marks the turn that sounds. True when it is another one than before. */
  setTime(seconds: number): boolean {
    const turn = this.turnAt(seconds);
    if (turn === this.now) return false;
    this.setMark(this.now, false);
    this.setMark(turn, true);
    this.now = turn;
    return true;
  }

  private setMark(turn: Turn | null, on: boolean): void {
    if (!turn) return;
    turn.element.classList.toggle("now", on);
    mark(turn.element, "aria-current", on);
  }

  /** The turns that sound within a passage; of an open one only the first. */
  turnsIn(passage: Passage): Turn[] {
    const { start, end } = passage;
    const first = this.turnAt(start);
    if (end === null) return first ? [first] : [];
    return this.timed.filter((turn) => {
      const last = turn.end !== null ? turn.end : turn.start + 0.001;
      return turn.start < end - 0.001 && last > start + 0.001;
    });
  }

  /** Marks a passage's turns and returns the first; null takes the marks away. */
  markPassage(passage: Passage | null): Turn | null {
    for (const turn of this.passage) turn.element.classList.remove("passage");
    this.passage = passage ? this.turnsIn(passage) : [];
    for (const turn of this.passage) turn.element.classList.add("passage");
    return this.passage[0] || null;
  }

  isMarked(turn: Turn): boolean {
    return this.passage.indexOf(turn) >= 0;
  }

  /** The turn that holds a node of the page. */
  turnOf(target: EventTarget | null): Turn | null {
    const element = closest(target, ".turn");
    const place = element ? this.places.get(element) : undefined;
    return place === undefined ? null : this.turns[place] || null;
  }

  /** The next (1) or previous (-1) turn; null at the ends. */
  neighbour(turn: Turn, step: number): Turn | null {
    const place = this.places.get(turn.element);
    return place === undefined ? null : this.turns[place + step] || null;
  }

  /** The turns a selection touches, when they are several. */
  selectedTurns(): Turn[] {
    const selection = typeof window.getSelection === "function" ? window.getSelection() : null;
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return [];
    const range = selection.getRangeAt(0);
    const touched = this.turns.filter((turn) => range.intersectsNode(turn.element));
    return touched.length > 1 ? touched : [];
  }

  /** Whether words of the transcript are being selected. */
  isSelecting(): boolean {
    const selection = typeof window.getSelection === "function" ? window.getSelection() : null;
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return false;
    return selection.toString() !== "" && selection.getRangeAt(0).intersectsNode(this.list);
  }
}

/** From the first start to the last end of some turns; null when none has times. */
export function passageOf(turns: readonly Turn[]): Passage | null {
  const timed = turns.filter((turn) => turn.start !== null);
  if (timed.length === 0) return null;
  const start = Math.min(...timed.map((turn) => turn.start as number));
  const ends = timed.map((turn) => turn.end).filter((end): end is number => end !== null);
  const end = ends.length > 0 ? Math.max(...ends) : null;
  return { start, end: end !== null && end > start ? end : null };
}
