// The page's address and this tab's history.
//
// Every entry of the history that lies in one page knows how deep it lies in that page and whether
// the page was reached from another page of this site. So 返回 leaves the page in one step,
// however many passages or choices were made in it.
import { on } from "./listen";
import { visiting } from "./memory";

interface Entry {
  readonly pintuDepth: number;
  readonly pintuInside: boolean;
}

let depth = 0;
let inside = false;
let replacing = false;

function readEntry(): Entry | null {
  const state: unknown = history.state;
  if (typeof state !== "object" || state === null) return null;
  const entry = state as Partial<Entry>;
  return typeof entry.pintuDepth === "number" ? (entry as Entry) : null;
}

function entryNow(): Entry {
  return { pintuDepth: depth, pintuInside: inside };
}

/** Some WebViews refuse to touch the history of a file; then the answer is false. */
function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

function withHash(hash: string): string {
  return location.pathname + location.search + (hash ? `#${hash}` : "");
}

/** Takes another hash (without "#", "" for none) in place of the present one; nothing scrolls. */
export function replaceHash(hash: string): void {
  if (attempt(() => history.replaceState(entryNow(), "", withHash(hash)))) return;
  if (!hash) return;
  replacing = true;
  location.replace(`#${hash}`);
}

/** Takes another hash as a new step of the history; nothing scrolls where the browser is able. */
export function pushHash(hash: string): void {
  depth += 1;
  if (attempt(() => history.pushState(entryNow(), "", withHash(hash)))) return;
  depth -= 1;
  location.hash = hash || "all";
}

/** Takes another query (with "?", or empty) as a new step or in place; false when refused. */
export function changeQuery(query: string, isStep: boolean): boolean {
  if (isStep) depth += 1;
  const address = location.pathname + query;
  const change = (): void =>
    isStep
      ? history.pushState(entryNow(), "", address)
      : history.replaceState(entryNow(), "", address);
  if (attempt(change)) return true;
  if (isStep) depth -= 1;
  return false;
}

/** Adds a step that the phone's back key undoes; false when the browser refuses. */
export function pushStep(): boolean {
  depth += 1;
  if (attempt(() => history.pushState(entryNow(), ""))) return true;
  depth -= 1;
  return false;
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/, "");
}

/** Whether the page was reached by a link of this site in this tab. */
function isReachedFromSite(): boolean {
  const expected = visiting.read("trail");
  visiting.forget("trail");
  if (expected !== null) return expected === withoutHash(location.href);
  return document.referrer !== "" && document.referrer.indexOf(`${location.origin}/`) === 0;
}

/** Notes where in the page's history we are; an entry that is not marked yet is a new one. */
function noteEntry(): void {
  const entry = readEntry();
  if (entry) {
    depth = entry.pintuDepth;
    return;
  }
  if (!replacing) depth += 1;
  replacing = false;
  attempt(() => history.replaceState(entryNow(), ""));
}

/** Keeps the trail: which link is being followed, and where in the page's history we are. */
export function keepTrail(signal: AbortSignal): void {
  const known = readEntry();
  depth = known ? known.pintuDepth : 0;
  inside = known ? known.pintuInside : isReachedFromSite();
  // Where entries cannot be marked they cannot be counted: 返回 then follows its link.
  const state = Object.assign({}, history.state, entryNow());
  if (!attempt(() => history.replaceState(state, ""))) inside = false;
  on(signal, window, "popstate", noteEntry);
  on(signal, window, "hashchange", noteEntry);
  on(signal, window, "click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button) return;
    if (link.target && link.target !== "_self") return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    visiting.write("trail", withoutHash(link.href));
  });
  on(signal, window, "pageshow", () => visiting.forget("trail"));
}

/** Leaves the page for the one before it; false when that one is not of this site. */
export function goBack(): boolean {
  if (!inside) return false;
  history.go(-depth - 1);
  return true;
}

/** The address to give to others: without what chat programs append to it. */
export function publicAddress(): string {
  const canonical = document.querySelector('link[rel="canonical"]');
  const isFile = location.protocol === "file:";
  if (isFile && canonical instanceof HTMLLinkElement && /^https?:/.test(canonical.href)) {
    return withoutHash(canonical.href);
  }
  return withoutHash(location.href).replace(/\?.*$/, "");
}
