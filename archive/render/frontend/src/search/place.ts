// Where the page is in the site, and the addresses it gives.
import { find } from "../elements";
import { formatPassage } from "../timecode";
import type { Passage } from "./texts";

/** What the address of the search page asks for. */
export interface Asked {
  readonly query: string;
  /** The other fields: how the answer is narrowed. */
  readonly rest: string;
}

export interface Place {
  /** The way to the root of the site, and to the folder of the page's language. */
  readonly root: string;
  readonly base: string;
}

/** Read from the link in the bar, which every page has. */
export function readPlace(): Place {
  const link = find(document, '[data-action="search"]');
  const root = (link && link.dataset.root) || "";
  const base = (link && link.dataset.base) || "";
  return { root, base };
}

/** The address of a folder as scripts see it, whatever the page's own address becomes. */
export function absolute(address: string): string {
  const link = document.createElement("a");
  link.href = address || "./";
  return link.href.replace(/[?#].*$/, "");
}

/** A part of an address as it was before it was put there. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

/** The query of an address, in "?q=" or, where a browser refuses that, in "#q=". */
export function askedIn(address: { readonly search: string; readonly hash: string }): Asked {
  const fields = (address.search || address.hash).slice(1).split("&");
  const own = fields.find((field) => field.startsWith("q="));
  const rest = fields.filter((field) => field && field !== own).join("&");
  return { query: own ? decode(own.slice(2)) : "", rest };
}

export function recordAddress(place: Place, id: string): string {
  return `${place.base}${id.split("/").map(encodeURIComponent).join("/")}/index.html`;
}

/** `words` are those that were met: on a page of a paper their lines light up. */
export function passageAddress(place: Place, passage: Passage, words: readonly string[] = []): string {
  const own = recordAddress(place, passage.id);
  if (/^page-\d+$/.test(passage.anchor) && words.length > 0) {
    const met = words.map((word) => encodeURIComponent(wellFormed(word).replace(/~/g, ""))).join("~");
    return `${own}#${passage.anchor}~${met}`;
  }
  if (passage.anchor) return `${own}#${encodeURIComponent(passage.anchor)}`;
  if (passage.start === null) return own;
  return `${own}#${formatPassage({ start: passage.start, end: passage.end })}`;
}

export function searchAddress(place: Place, query: string): string {
  return `${place.base}search/index.html?q=${encodeURIComponent(wellFormed(query))}`;
}

/** Without halves of characters, which no address can hold. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1");
}

/** Follows a link as if it had been tapped, so that 返回 knows the way. */
export function follow(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.hidden = true;
  document.body.appendChild(link);
  link.click();
  link.remove();
}
