// Names on the drawing: as many as there is room for, none on another or on somebody's roof.
//
// Sizes are worked out, not measured: asking the browser for each name would stall old phones.

const LETTER = 18;
/** How much of a larger size of type they take on; the same share stands in the style sheet. */
const GROWTH = 0.4;
/** Pixels between two names. */
const GAP = 2;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly low: number;
}

function lettersOf(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) count += text.charCodeAt(i) < 0x2e80 ? 0.58 : 1;
  return count;
}

function isTouching(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.low && b.top < a.low;
}

/** The names in the order in which they take their places: the chosen one, landmarks, others. */
function inOrder(drawing: SVGSVGElement): SVGTextElement[] {
  const names: SVGTextElement[] = [];
  drawing.querySelectorAll<SVGTextElement>(".sk-names text").forEach((name) => names.push(name));
  const rank = (name: SVGTextElement): number => {
    const { classList } = name;
    if (classList.contains("is-chosen")) return 0;
    if (classList.contains("plot-landmark")) return 1;
    return classList.contains("land-name") ? 2 : 3;
  };
  return names.sort((a, b) => rank(a) - rank(b));
}

/** The roofs that no name may cover, by the plot they belong to. */
function roofsOf(names: readonly SVGTextElement[]): Map<string, Box> {
  const roofs = new Map<string, Box>();
  for (const name of names) {
    const [left = 0, top = 0, right = 0, low = 0] = (name.getAttribute("data-roof") || "")
      .split(" ")
      .map(Number);
    const { classList } = name;
    const isRoof = classList.contains("is-stands") || classList.contains("is-perhaps");
    if (right > left && isRoof) roofs.set(name.getAttribute("data-of") || "", { left, right, top, low });
  }
  return roofs;
}

/** Puts every name below its plot, or above it, or hides it. `unit`: of the drawing, a pixel. */
export function placeNames(drawing: SVGSVGElement, unit: number): void {
  const names = inOrder(drawing);
  const roofs = roofsOf(names);
  const step = Number(getComputedStyle(drawing).getPropertyValue("--step")) || 1;
  const high = LETTER * (1 + (step - 1) * GROWTH) * unit;
  const taken: Box[] = [];
  for (const name of names) {
    if (name.classList.contains("is-not-yet")) continue;
    const half = (lettersOf(name.textContent || "") * high) / 2 + GAP * unit;
    const x = Number(name.getAttribute("x"));
    const own = roofs.get(name.getAttribute("data-of") || "");
    const isChosen = name.classList.contains("is-chosen");
    const lines = placesOf(name, high);
    const free = lines.filter(({ middle }) => {
      const box = { left: x - half, right: x + half, top: middle - high / 2, low: middle + high / 2 };
      if (taken.some((other) => isTouching(box, other))) return false;
      let isFree = true;
      roofs.forEach((roof) => {
        if (roof !== own && isTouching(box, roof)) isFree = false;
      });
      return isFree;
    })[0];
    const chosen = free || (isChosen ? lines[0] : undefined);
    name.classList.toggle("is-crowded", !chosen);
    if (!chosen) continue;
    name.setAttribute("y", String(chosen.base));
    name.setAttribute("dy", chosen.shift);
    const { middle } = chosen;
    taken.push({ left: x - half, right: x + half, top: middle - high / 2, low: middle + high / 2 });
  }
}

interface Line {
  /** Middle of the letters. */
  readonly middle: number;
  readonly base: number;
  readonly shift: string;
}

function placesOf(name: SVGTextElement, high: number): Line[] {
  const roof = name.getAttribute("data-roof");
  if (!roof) {
    const y = Number(name.getAttribute("y"));
    return [{ middle: y, base: y, shift: ".35em" }];
  }
  const [, top = 0, , low = 0] = roof.split(" ").map(Number);
  return [
    { middle: low + high * 0.62, base: low, shift: "1em" },
    { middle: top - high * 0.62, base: top, shift: "-.28em" },
  ];
}
