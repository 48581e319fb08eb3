// Turning to the search: its script is loaded when somebody does, not before.
import { shared } from "./bridge";
import { closest, find, isPlainClick } from "./elements";
import { on } from "./listen";

/** The first file of the data comes with the script, not after it, where the browser is able. */
function preload(address: string): void {
  const link = document.createElement("link");
  link.rel = "preload";
  link.setAttribute("as", "script");
  link.href = address;
  document.head.appendChild(link);
}

export function startFind(signal: AbortSignal): void {
  const link = find(document, '[data-action="search"]') as HTMLAnchorElement | null;
  const address = link && link.dataset.script;
  if (!link || !address) return;
  let asked = false;
  const load = (done: () => void, failed: () => void): void => {
    const next = (): void => {
      const { loadFound } = shared();
      if (loadFound) loadFound().then(done, failed);
    };
    if (shared().loadFound) return next();
    const script = document.createElement("script");
    script.src = address;
    script.onload = next;
    script.onerror = failed;
    document.head.appendChild(script);
  };
  const prepare = (): void => {
    if (asked || shared().openFind) return;
    asked = true;
    preload(`${link.dataset.root || ""}search/head.js`);
    // Whoever types on can try again with the next key.
    load(() => undefined, () => (asked = false));
  };
  on(signal, document, "focusin", (event) => {
    if (closest(event.target, "[data-find]")) prepare();
  });
  // Sent before the script was there: the search page takes it up.
  on(signal, document, "submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const input = find(form, "input") as HTMLInputElement | null;
    if (!input || !("find" in form.dataset)) return;
    event.preventDefault();
    location.href = `${link.href}?q=${encodeURIComponent(input.value)}`;
  });
  on(signal, link, "click", (event) => {
    if (!isPlainClick(event)) return;
    const own = find(document, "main [data-find] input");
    event.preventDefault();
    if (own) {
      own.scrollIntoView({ block: "center" });
      own.focus();
      return;
    }
    const open = (): void => {
      const { openFind } = shared();
      if (openFind) openFind();
      else location.href = link.href;
    };
    preload(`${link.dataset.root || ""}search/head.js`);
    load(open, () => (location.href = link.href));
  });
  if (find(document, "[data-search-page]")) prepare();
}
