// What the scripts of a page lend to each other: each is a bundle of its own.
import type { Player } from "./player";
import type { Ahead } from "./search/ahead";

/** What the site's script does for the others. */
export interface Lent {
  /** Makes the play buttons below an element work. */
  clips(root: ParentNode): void;
  /** Takes another query (with "?", or empty) into the address; false when the browser refuses. */
  address(query: string, isStep: boolean): boolean;
  /** Takes another hash (without "#") in place of the present one; nothing scrolls. */
  hash(hash: string): void;
}

/** What the site's script does for what tells. */
export interface LentToTold {
  /** Takes another hash (without "#", "" for none) in place of the present one. */
  hash(hash: string): void;
  /** A player for sounds from anywhere. */
  player(signal: AbortSignal): Player;
}

/** What the script of puzzles, walks and scenes does for the site. */
export interface Telling {
  /** Starts what tells. */
  startTold(lent: LentToTold, signal: AbortSignal): void;
}

/** What the search's first script does for the second. */
export interface Finding {
  readonly ahead: Ahead;
}

/** What the search's second script does for the site. */
export interface Found {
  /** Opens the box below the bar. */
  openFind(): void;
}

type Shared = Partial<Lent & Finding & Found & Telling> & Record<string, unknown>;

declare global {
  interface Window {
    pintu?: Shared;
  }
}

/** The one object that all bundles share. */
export function shared(): Shared {
  const found = window.pintu || {};
  window.pintu = found;
  return found;
}
