// Asking for the zooming viewer: its script is loaded at the first tap, not before.
import { pushStep } from "./address";
import { closest, find, isPlainClick } from "./elements";
import { on } from "./listen";
import type {} from "./zoom_view";
import { word } from "./words";

function loadScript(address: string, done: () => void, failed: () => void): void {
  if (window.pintuZoom) {
    done();
    return;
  }
  const script = document.createElement("script");
  script.src = address;
  script.onload = () => (window.pintuZoom ? done() : failed());
  script.onerror = failed;
  document.head.appendChild(script);
}

/** Opens the viewer; the phone's back key closes it again and stays on the page. */
function openViewer(link: HTMLAnchorElement, signal: AbortSignal): void {
  if (!window.pintuZoom) return;
  const picture = find(link, "img") as HTMLImageElement | null;
  const name = (picture && picture.alt) || link.getAttribute("aria-label") || "";
  const stepped = pushStep();
  let isOpen = true;
  const close = window.pintuZoom({
    address: link.href,
    title: word("zoom_title", { what: name }),
    closed: () => {
      const byKey = isOpen;
      isOpen = false;
      link.focus({ preventScroll: true });
      if (byKey && stepped) history.back();
    },
  });
  on(signal, window, "popstate", () => {
    if (!isOpen) return;
    isOpen = false;
    close();
  });
}

export function startZoom(signal: AbortSignal): void {
  let loading = false;
  on(signal, document, "click", (event) => {
    const link = closest(event.target, "a.zoomable");
    if (!(link instanceof HTMLAnchorElement) || !isPlainClick(event)) return;
    const script = link.dataset.zoomScript;
    if (!script || closest(event.target, "[data-person]")) return;
    event.preventDefault();
    if (loading) return;
    loading = true;
    link.setAttribute("aria-busy", "true");
    const settle = (): void => {
      loading = false;
      link.removeAttribute("aria-busy");
    };
    const open = (): void => {
      settle();
      openViewer(link, signal);
    };
    // Without the viewer the picture itself is better than nothing.
    const showPlain = (): void => {
      settle();
      location.href = link.href;
    };
    loadScript(script, open, showPlain);
  });
}
