// The village sketch: a plot opens what is told of it, a year shows what stood then.
import { shared } from "../bridge";
import { closest, find, findAll, isPlainClick } from "../elements";
import { on } from "../listen";
import { Finder } from "./finder";
import { isDrawn, nearestTo, nextTowards, type Plot, readPlots, showYear } from "./plots";
import { Time } from "./time";
import { View } from "./view";

/** How far beside a plot a finger may come down, in pixels. */
const REACH = 34;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class Sketch {
  private readonly plots: readonly Plot[];
  private readonly places: readonly HTMLElement[];
  private readonly view: View;
  private readonly time: Time;
  private readonly finder: Finder | null;
  private open: Plot | null = null;

  constructor(
    private readonly root: HTMLElement,
    signal: AbortSignal,
  ) {
    const drawing = root.querySelector('svg[data-role="drawing"]');
    if (!(drawing instanceof SVGSVGElement)) throw new Error("no drawing");
    // First of all: it changes how wide the drawing is.
    root.classList.add("sk-scripted");
    this.plots = readPlots(drawing);
    this.places = findAll(root, "[data-place]");
    // Addresses lead to the drawing now, and no longer down the list.
    for (const place of this.places) place.removeAttribute("id");
    this.view = new View(root, drawing, signal);
    const opening = Number(root.dataset.opening);
    this.time = new Time(root, this.plots, opening, () => this.show(), signal);
    const search = find(root, '[data-role="find"]');
    this.finder = search && new Finder(search, (slug) => this.choose(slug, true), signal);
    for (const hint of findAll(root, '[data-role="hint"]')) hint.hidden = false;
    on(signal, drawing as unknown as HTMLElement, "click", (event) => this.tap(event));
    on(signal, drawing as unknown as HTMLElement, "keydown", (event) => this.walk(event));
    on(signal, root, "click", (event) => this.follow(event));
    for (const button of findAll(root, '[data-do="close"]')) {
      button.hidden = false;
      on(signal, button, "click", () => this.close());
    }
    on(signal, window, "hashchange", () => this.readAddress());
    on(signal, window, "popstate", () => this.readAddress());
    this.show();
    this.readAddress();
  }

  private plot(slug: string): Plot | null {
    return this.plots.filter((plot) => plot.slug === slug)[0] || null;
  }

  /** "#place=shen-qiangmen&year=1954", either of them or both. */
  private readAddress(): void {
    const wanted = new Map<string, string>();
    for (const part of location.hash.slice(1).split("&")) {
      const at = part.indexOf("=");
      if (at > 0) wanted.set(part.slice(0, at), decodeURIComponent(part.slice(at + 1)));
    }
    const year = Number(wanted.get("year"));
    if (year) this.time.choose(year);
    const slug = wanted.get("place") || "";
    if (slug && this.plot(slug) && (!this.open || this.open.slug !== slug)) this.choose(slug, true, false);
  }

  // Choosing

  /** Shows a place and what is told of it; with `isFound` the drawing moves there. */
  private choose(slug: string, isFound: boolean, isNoted = true): void {
    const plot = this.plot(slug);
    if (!plot) return;
    this.open = plot;
    if (isFound) {
      if (!isDrawn(plot, this.time.year)) this.time.choose(Math.min(plot.years.sure, plot.years.end));
      this.view.goTo(plot.x, plot.y);
    }
    const { hash } = shared();
    if (isNoted && hash) hash(`place=${slug}`);
    this.show();
    this.arrive(isFound);
  }

  private close(): void {
    const plot = this.open;
    this.open = null;
    this.show();
    const { hash } = shared();
    if (hash) hash("");
    if (plot) plot.link.focus({ preventScroll: true });
  }

  private tap(event: MouseEvent): void {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.view.wasDragged()) return;
    const link = closest(event.target, "a[data-plot]");
    const hit = link && this.plot(link.getAttribute("data-plot") || "");
    // Enter on a plot is a click without a place.
    const { x, y } = this.view.at(event.clientX, event.clientY);
    const drawn = this.plots.filter((plot) => isDrawn(plot, this.time.year));
    const near = event.detail ? nearestTo(drawn, x, y, REACH * this.view.unit()) : null;
    const plot = hit && !hit.isFlat ? hit : near || hit;
    if (plot) this.choose(plot.slug, false);
  }

  /** Links from one place to its neighbours. */
  private follow(event: MouseEvent): void {
    const link = closest(event.target, 'a[href^="#place="]');
    if (!link || !isPlainClick(event)) return;
    event.preventDefault();
    this.choose((link.getAttribute("href") || "").slice("#place=".length), true);
  }

  /** Arrow keys go from plot to plot on the drawing; plus, minus and nought change its size. */
  private walk(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const link = closest(event.target, "a[data-plot]");
    const from = link && this.plot(link.getAttribute("data-plot") || "");
    const arrow = ARROWS[event.key];
    if (event.key === "+" || event.key === "=") this.view.zoom(1.6);
    else if (event.key === "-") this.view.zoom(1 / 1.6);
    else if (event.key === "0") this.view.showAll();
    else if (arrow && from) {
      const drawn = this.plots.filter((plot) => isDrawn(plot, this.time.year));
      const next = nextTowards(drawn, from, arrow[0], arrow[1]);
      if (next) {
        this.enter(next);
        next.link.focus();
      }
    } else return;
    event.preventDefault();
  }

  // Showing

  private show(): void {
    const { drawing } = this.view;
    showYear(drawing, this.plots, this.time ? this.time.year : Number(this.root.dataset.opening));
    for (const plot of this.plots) {
      const isOpen = plot === this.open;
      plot.link.classList.toggle("is-chosen", isOpen);
      if (plot.label) plot.label.classList.toggle("is-chosen", isOpen);
      if (isOpen) plot.link.setAttribute("aria-current", "true");
      else plot.link.removeAttribute("aria-current");
    }
    const ring = drawing.querySelector('[data-role="ring"]');
    const shape = this.open && this.open.link.querySelector(".plot-shape");
    if (ring) ring.setAttribute("d", (shape && shape.getAttribute("d")) || "");
    for (const place of this.places) {
      place.hidden = this.open === null || place.dataset.place !== this.open.slug;
    }
    for (const group of findAll(this.root, ".sk-group")) {
      group.hidden = group.querySelector("[data-place]:not([hidden])") === null;
    }
    for (const hint of findAll(this.root, '[data-role="hint"]')) hint.hidden = this.open !== null;
    if (this.finder) this.finder.mark(this.open ? this.open.slug : "");
    this.enter(this.open || this.firstDrawn());
    this.view.placeNames();
  }

  private firstDrawn(): Plot | null {
    const year = this.time ? this.time.year : 0;
    return this.plots.filter((plot) => !plot.isFlat && isDrawn(plot, year))[0] || null;
  }

  /** One plot alone is reached by the tab key; arrows lead on from there. */
  private enter(plot: Plot | null): void {
    for (const one of this.plots) one.link.setAttribute("tabindex", one === plot ? "0" : "-1");
  }

  /** Moves the reader to what is told: the focus always, the page only where it must. */
  private arrive(isFound: boolean): void {
    const place = this.places.filter((one) => !one.hidden)[0];
    const name = place && find(place, '[data-role="name"]');
    if (!name) return;
    name.tabIndex = -1;
    name.focus({ preventScroll: true });
    const map = find(this.root, '[data-role="map"]');
    const target = isFound && map ? map : name;
    const box = target.getBoundingClientRect();
    const low = window.innerHeight - (target === map ? box.height / 2 : 160);
    if (box.top > 70 && box.top < low) return;
    // What is told comes into the lower half, so that the drawing stays in sight above it.
    const line = target === map ? 90 : window.innerHeight * 0.45;
    window.scrollTo(0, window.pageYOffset + box.top - line);
  }
}
