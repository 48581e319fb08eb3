// The zooming viewer: one picture, the whole window, four large buttons.
import OpenSeadragon from "openseadragon";
import { make } from "./elements";
import { createController, on } from "./listen";
import { word, type Word } from "./words";

export interface ZoomRequest {
  /** The largest JPEG of the picture. */
  readonly address: string;
  readonly title: string;
  /** Called once the viewer is gone. */
  readonly closed: () => void;
}

declare global {
  interface Window {
    /** Set by the zoom script. Opens the viewer and gives the way to close it. */
    pintuZoom?: (request: ZoomRequest) => () => void;
  }
}

const FACTOR = 1.6;
const PAN = 0.15;
const COVER = "position:fixed;top:0;left:0;right:0;bottom:0;z-index:1000;background:#15181b";
const ROW = "position:absolute;left:0;right:0;bottom:0;display:flex;justify-content:center";
const BUTTON = "min-width:76px;min-height:60px;font:inherit;flex:0 1 auto";

type Viewer = ReturnType<typeof OpenSeadragon>;
type Act = () => void;

function zoomBy(viewer: Viewer, factor: number): void {
  viewer.viewport.zoomBy(factor);
  viewer.viewport.applyConstraints();
}

function panBy(viewer: Viewer, x: number, y: number): void {
  const bounds = viewer.viewport.getBounds();
  const step = new OpenSeadragon.Point(x * PAN * bounds.width, y * PAN * bounds.height);
  viewer.viewport.panBy(step);
  viewer.viewport.applyConstraints();
}

/** What the keys do, by name. */
function keyActions(viewer: Viewer, close: Act): Record<string, Act> {
  const larger = (): void => zoomBy(viewer, FACTOR);
  const smaller = (): void => zoomBy(viewer, 1 / FACTOR);
  const reset = (): void => void viewer.viewport.goHome();
  return {
    "+": larger, "=": larger, "-": smaller, _: smaller, "0": reset, Escape: close,
    ArrowLeft: () => panBy(viewer, -1, 0), ArrowRight: () => panBy(viewer, 1, 0),
    ArrowUp: () => panBy(viewer, 0, -1), ArrowDown: () => panBy(viewer, 0, 1),
  };
}

function makeButton(name: string, label: Word): HTMLButtonElement {
  const button = make("button", name, word(label));
  button.type = "button";
  button.style.cssText = BUTTON;
  return button;
}

interface Parts {
  readonly dialog: HTMLElement;
  readonly picture: HTMLElement;
  readonly buttons: Record<"larger" | "smaller" | "reset" | "close", HTMLButtonElement>;
}

function makeParts(title: string): Parts {
  const dialog = make("div", "zoom");
  dialog.style.cssText = COVER;
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.setAttribute("aria-label", title);
  const picture = make("div", "zoom-picture");
  picture.style.cssText = "position:absolute;top:0;left:0;right:0;bottom:68px";
  const row = make("div", "zoom-buttons");
  row.style.cssText = ROW;
  const buttons = {
    larger: makeButton("zoom-in", "zoom_in"),
    smaller: makeButton("zoom-out", "zoom_out"),
    reset: makeButton("zoom-reset", "zoom_reset"),
    close: makeButton("zoom-close", "zoom_close"),
  };
  row.append(buttons.larger, buttons.smaller, buttons.reset, buttons.close);
  dialog.append(picture, row);
  return { dialog, picture, buttons };
}

/** OpenSeadragon's own name for a plain picture; its types do not know all of the options. */
interface PlainPicture {
  readonly type: "image";
  readonly url: string;
  readonly buildPyramid: boolean;
}

/** A plain JPEG drawn on a canvas: the one way that also works for pages that are files. */
function createViewer(picture: HTMLElement, address: string): Viewer {
  // A pyramid of smaller copies would cost a phone's memory, and reads pixels, which files refuse.
  const source: PlainPicture = { type: "image", url: address, buildPyramid: false };
  return OpenSeadragon({
    element: picture,
    tileSources: source as { type: string },
    drawer: "canvas",
    showNavigationControl: false,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    gestureSettingsTouch: { clickToZoom: false, dblClickToZoom: true },
    visibilityRatio: 0.6,
    minZoomImageRatio: 0.9,
    maxZoomPixelRatio: 4,
    // The dialog has its own keys, and no stop for the focus but its buttons.
    tabIndex: -1,
    animationTime: 0.4,
  });
}

/** Keeps the focus among the buttons; the rest of the page is out of reach. */
function keepFocus(parts: Parts, event: KeyboardEvent): void {
  const stops = [
    parts.buttons.larger, parts.buttons.smaller, parts.buttons.reset, parts.buttons.close,
  ];
  const now = stops.indexOf(document.activeElement as HTMLButtonElement);
  const step = event.shiftKey ? -1 : 1;
  const next = stops[now < 0 ? 0 : (now + step + stops.length) % stops.length];
  event.preventDefault();
  if (next) next.focus();
}

/** Hides the page behind from screen readers; gives the way back. */
function coverPage(dialog: HTMLElement): Act {
  const others = Array.prototype.slice.call(document.body.children) as Element[];
  const covered = others.filter((one) => one !== dialog && !one.hasAttribute("aria-hidden"));
  for (const one of covered) one.setAttribute("aria-hidden", "true");
  const overflow = document.body.style.overflow;
  document.body.style.overflow = "hidden";
  return () => {
    for (const one of covered) one.removeAttribute("aria-hidden");
    document.body.style.overflow = overflow;
  };
}

function listen(parts: Parts, viewer: Viewer, close: Act, signal: AbortSignal): void {
  const actions = keyActions(viewer, close);
  on(signal, parts.dialog, "keydown", (event) => {
    if (event.key === "Tab") {
      keepFocus(parts, event);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
  on(signal, parts.buttons.larger, "click", () => zoomBy(viewer, FACTOR));
  on(signal, parts.buttons.smaller, "click", () => zoomBy(viewer, 1 / FACTOR));
  on(signal, parts.buttons.reset, "click", () => void viewer.viewport.goHome());
  on(signal, parts.buttons.close, "click", close);
  // A drag on the picture takes the focus away from the buttons and their keys.
  on(signal, parts.picture, "mouseup", () => parts.buttons.larger.focus());
}

/** Opens the viewer and gives the way to close it. */
export function openZoom(request: ZoomRequest): () => void {
  const parts = makeParts(request.title);
  document.body.appendChild(parts.dialog);
  const uncover = coverPage(parts.dialog);
  const viewer = createViewer(parts.picture, request.address);
  const controller = createController();
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    controller.abort();
    viewer.destroy();
    parts.dialog.remove();
    uncover();
    request.closed();
  };
  viewer.addHandler("open-failed", () => {
    const fault = make("p", "zoom-fault", word("zoom_fault"));
    fault.setAttribute("role", "alert");
    fault.style.cssText = "position:absolute;top:40%;left:0;right:0;text-align:center;color:#fff";
    parts.picture.textContent = "";
    parts.picture.appendChild(fault);
  });
  viewer.addHandler("open", () => parts.dialog.classList.add("open"));
  listen(parts, viewer, close, controller.signal);
  parts.buttons.larger.focus();
  return close;
}
