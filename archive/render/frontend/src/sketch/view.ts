// How much of the drawing is seen: larger and smaller by buttons and keys, moved by arrows, by a
// plot that is chosen, and by dragging for those who expect it.
import { find, findAll } from "../elements";
import { on } from "../listen";
import { placeNames } from "./names";

const STEP = 1.6;
const LARGEST = 6;
const SLOP = 6;

export class View {
  private readonly width: number;
  private readonly height: number;
  private scale = 1;
  private x: number;
  private y: number;
  private dragged = false;

  constructor(
    private readonly root: HTMLElement,
    readonly drawing: SVGSVGElement,
    signal: AbortSignal,
  ) {
    const box = drawing.viewBox.baseVal;
    this.width = box.width;
    this.height = box.height;
    this.x = box.width / 2;
    this.y = box.height / 2;
    const press = (name: string, action: () => void): void => {
      for (const button of findAll(root, `[data-do="${name}"]`)) on(signal, button, "click", action);
    };
    press("zoom-in", () => this.zoom(STEP));
    press("zoom-out", () => this.zoom(1 / STEP));
    press("zoom-all", () => this.showAll());
    press("left", () => this.move(-1, 0));
    press("right", () => this.move(1, 0));
    press("up", () => this.move(0, -1));
    press("down", () => this.move(0, 1));
    on(signal, window, "resize", () => this.draw());
    const steps = new MutationObserver(() => this.draw());
    steps.observe(document.documentElement, { attributes: true, attributeFilter: ["data-step"] });
    signal.addEventListener("abort", () => steps.disconnect());
    for (const item of findAll(root, '[data-role="zoom"]')) item.hidden = false;
    this.startDragging(signal);
    this.draw();
  }

  /** Units of the drawing to a pixel of the window. */
  unit(): number {
    const seen = this.drawing.getBoundingClientRect().width;
    return seen > 0 ? this.width / this.scale / seen : 1;
  }

  /** A point of the window in units of the drawing. */
  at(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.drawing.getBoundingClientRect();
    const { left, top } = this.corner();
    const unit = this.unit();
    return { x: left + (clientX - box.left) * unit, y: top + (clientY - box.top) * unit };
  }

  /** Whether what was just let go had moved the drawing: then it was no tap. */
  wasDragged(): boolean {
    return this.dragged;
  }

  zoom(by: number): void {
    this.scale = Math.min(LARGEST, Math.max(1, this.scale * by));
    this.draw();
  }

  showAll(): void {
    this.scale = 1;
    this.draw();
  }

  /** Brings a point to the middle, near enough that single houses are told apart. */
  goTo(x: number, y: number): void {
    const seen = this.drawing.getBoundingClientRect().width || this.width;
    this.scale = Math.max(this.scale, Math.min(LARGEST, Math.max(1, 1300 / seen)));
    this.x = x;
    this.y = y;
    this.draw();
  }

  private move(dx: number, dy: number): void {
    this.x += (dx * this.width) / this.scale / 3;
    this.y += (dy * this.height) / this.scale / 3;
    this.draw();
  }

  private corner(): { left: number; top: number } {
    return {
      left: this.x - this.width / this.scale / 2,
      top: this.y - this.height / this.scale / 2,
    };
  }

  private draw(): void {
    const wide = this.width / this.scale;
    const high = this.height / this.scale;
    this.x = Math.min(this.width - wide / 2, Math.max(wide / 2, this.x));
    this.y = Math.min(this.height - high / 2, Math.max(high / 2, this.y));
    const { left, top } = this.corner();
    this.drawing.setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
    this.drawing.style.setProperty("--unit", String(this.unit()));
    this.drawing.classList.toggle("sk-close-up", this.scale > 1);
    this.sharpen();
    for (const moves of findAll(this.root, '[data-role="moves"]')) moves.hidden = this.scale === 1;
    const all = find(this.root, '[data-do="zoom-all"]');
    if (all) all.setAttribute("aria-disabled", String(this.scale === 1));
    this.placeNames();
  }

  /** Takes the larger picture of the land where the smaller one would blur. */
  private sharpen(): void {
    const image = this.drawing.querySelector("image[data-large]");
    const large = image && image.getAttribute("data-large");
    const dots = (this.width / this.unit()) * (window.devicePixelRatio || 1);
    if (!image || !large || dots < 1000) return;
    image.setAttribute("href", large);
    image.removeAttribute("data-large");
  }

  /** Places the names anew, as when another one is chosen. */
  placeNames(): void {
    placeNames(this.drawing, this.unit());
  }

  private startDragging(signal: AbortSignal): void {
    if (typeof PointerEvent !== "function") return;
    const { drawing } = this;
    let from: { x: number; y: number } | null = null;
    on(signal, drawing, "pointerdown", (event) => {
      this.dragged = false;
      from = this.scale > 1 && event.button === 0 ? { x: event.clientX, y: event.clientY } : null;
    });
    on(signal, window, "pointermove", (event) => {
      if (!from) return;
      const dx = event.clientX - from.x;
      const dy = event.clientY - from.y;
      if (!this.dragged && Math.abs(dx) + Math.abs(dy) < SLOP) return;
      this.dragged = true;
      this.x -= dx * this.unit();
      this.y -= dy * this.unit();
      from = { x: event.clientX, y: event.clientY };
      this.draw();
    });
    const drop = (): void => {
      from = null;
    };
    on(signal, window, "pointerup", drop);
    on(signal, window, "pointercancel", drop);
    on(signal, drawing, "dragstart", (event) => event.preventDefault());
  }
}
