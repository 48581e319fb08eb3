// What stands in a year; the same rule as archive/model/standing.py.

export type Standing = "not-yet" | "perhaps" | "stands" | "gone";

/** Perhaps from `first`, for sure from `sure` to `last`, gone after `end`. */
export interface Years {
  readonly first: number;
  readonly sure: number;
  readonly last: number;
  readonly end: number;
}

/** Reads "1950 1952 2009 2009". */
export function readYears(element: Element): Years {
  const numbers = (element.getAttribute("data-years") || "").split(" ").map(Number);
  const [first = 0, sure = 0, last = 9999, end = 9999] = numbers;
  return { first, sure, last, end };
}

export function standingIn(years: Years, year: number): Standing {
  if (year > years.end) return "gone";
  if (year < years.first) return "not-yet";
  return year >= years.sure && year <= years.last ? "stands" : "perhaps";
}
