// Turning to the search: its script is loaded when somebody does, not before.
import { shared } from "./bridge";
import { closest, find, isPlainClick } from "./elements";
import { on } from "./listen";

/** Loads a script that runs after those that were asked for before it. `file` is what it hands
 * over, where it is one of the data. */
function loadScript(address: string, file = ""): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.async = false;
    script.src = address;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", reject);
    if (file) script.dataset.searchFile = file;
    document.head.appendChild(script);
  });
}

export function startFind(signal: AbortSignal): void {
  const link = find(document, '[data-action="search"]') as HTMLAnchorElement | null;
  const address = link && link.dataset.script;
  if (!link || !address) return;
  let loading: Promise<unknown> | null = null;
  const load = (): Promise<unknown> => {
    if (shared().openFind) return Promise.resolve();
    if (loading) return loading;
    const asked = [loadScript(address)];
    // The first file of the data comes with the script, not after it; who needs it asks again.
    if (!shared().ahead) loadScript(`${link.dataset.root || ""}search/head.js`, "head").catch(() => undefined);
    asked.push(loadScript(link.dataset.found || ""));
    loading = Promise.all(asked);
    // Whoever types on can try again with the next key.
    loading.catch(() => (loading = null));
    return loading;
  };
  const prepare = (): void => void load().catch(() => undefined);
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
    load().then(open, () => (location.href = link.href));
  });
  if (find(document, "[data-search-page]")) prepare();
}
