// The plots on the drawing: their state in a year, and which of them lies where.
import { sketchWord } from "./words";
import { readYears, type Standing, standingIn, type Years } from "./years";

const STANDINGS: readonly Standing[] = ["not-yet", "perhaps", "stands", "gone"];

export interface Plot {
  readonly slug: string;
  readonly name: string;
  readonly link: SVGAElement;
  readonly label: SVGTextElement | null;
  readonly x: number;
  readonly y: number;
  readonly years: Years;
  /** Whether it is a surface that others lie on. */
  readonly isFlat: boolean;
}

const FLAT = /plot-(water|ground|field|lane)\b/;

export function readPlots(drawing: SVGSVGElement): Plot[] {
  const labels = new Map<string, SVGTextElement>();
  drawing.querySelectorAll<SVGTextElement>("text[data-of]").forEach((label) => {
    labels.set(label.getAttribute("data-of") || "", label);
  });
  const plots: Plot[] = [];
  drawing.querySelectorAll<SVGAElement>("a[data-plot]").forEach((link) => {
    const slug = link.getAttribute("data-plot") || "";
    const label = labels.get(slug) || null;
    plots.push({
      slug,
      name: (label && label.textContent) || "",
      link,
      label,
      x: Number(link.getAttribute("data-x")),
      y: Number(link.getAttribute("data-y")),
      years: readYears(link),
      isFlat: FLAT.test(link.getAttribute("class") || ""),
    });
  });
  return plots;
}

function setState(element: Element, standing: Standing): void {
  for (const one of STANDINGS) element.classList.toggle(`is-${one}`, one === standing);
}

/** Draws the village as it was in a year. */
export function showYear(drawing: SVGSVGElement, plots: readonly Plot[], year: number): void {
  for (const plot of plots) {
    const standing = standingIn(plot.years, year);
    setState(plot.link, standing);
    if (plot.label) setState(plot.label, standing);
    const key = standing === "not-yet" ? "not_yet" : standing;
    plot.link.setAttribute("aria-label", sketchWord(key, { name: plot.name, year }));
  }
  drawing.querySelectorAll(".land[data-years], .land-name[data-years]").forEach((land) => {
    setState(land, standingIn(readYears(land), year));
  });
}

/** Whether a finger can find it in a year. */
export function isDrawn(plot: Plot, year: number): boolean {
  return standingIn(plot.years, year) !== "not-yet";
}

/** The plot nearest to a point of the drawing, at most `reach` away; surfaces only from within. */
export function nearestTo(
  plots: readonly Plot[],
  x: number,
  y: number,
  reach: number,
): Plot | null {
  let best: Plot | null = null;
  let least = reach;
  for (const plot of plots) {
    const away = Math.sqrt((plot.x - x) ** 2 + (plot.y - y) ** 2);
    if (!plot.isFlat && away < least) {
      best = plot;
      least = away;
    }
  }
  return best;
}

/** The next plot in a direction: the nearest one that lies more that way than aside. */
export function nextTowards(
  plots: readonly Plot[],
  from: Plot,
  dx: number,
  dy: number,
): Plot | null {
  let best: Plot | null = null;
  let least = Infinity;
  for (const plot of plots) {
    const along = (plot.x - from.x) * dx + (plot.y - from.y) * dy;
    const aside = Math.abs((plot.x - from.x) * dy) + Math.abs((plot.y - from.y) * dx);
    if (along <= 0 || aside > along) continue;
    const cost = along + 2 * aside;
    if (cost < least) {
      best = plot;
      least = cost;
    }
  }
  return best;
}
