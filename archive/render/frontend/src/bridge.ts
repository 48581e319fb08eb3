// What the scripts of a page lend to each other: each is a bundle of its own.

/** What the site's script does for the search. */
export interface Lent {
  /** Makes the play buttons below an element work. */
  clips(root: ParentNode): void;
  /** Takes another query (with "?", or empty) into the address; false when the browser refuses. */
  address(query: string, isStep: boolean): boolean;
}

/** What the search's script does for the site. */
export interface Finding {
  /** Opens the box below the bar. */
  openFind(): void;
}

declare global {
  interface Window {
    pintu?: Partial<Lent & Finding> & Record<string, unknown>;
  }
}

/** The one object that all bundles share. */
export function shared(): Partial<Lent & Finding> & Record<string, unknown> {
  const found = window.pintu || {};
  window.pintu = found;
  return found;
}
