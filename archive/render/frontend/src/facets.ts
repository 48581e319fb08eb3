// Choosing among records by facets: what is chosen, what it leaves, how an address says it. Pure.

/** Facet name to its values. */
export type Values = ReadonlyMap<string, readonly string[]>;

/** AND between facets, OR within one. */
export function isMatch(card: Values, chosen: Values): boolean {
  let match = true;
  chosen.forEach((wanted, facet) => {
    const held = card.get(facet) || [];
    if (wanted.length > 0 && !wanted.some((value) => held.indexOf(value) >= 0)) match = false;
  });
  return match;
}

/** The choice with one value more, or less when it was in. */
export function toggle(chosen: Values, facet: string, value: string): Values {
  const before = chosen.get(facet) || [];
  const has = before.indexOf(value) >= 0;
  const after = has ? before.filter((one) => one !== value) : before.concat(value).sort();
  const next = new Map(chosen);
  if (after.length > 0) next.set(facet, after);
  else next.delete(facet);
  return next;
}

/** How many cards each value of a facet leaves, given what is chosen in the others. */
export function countValues(
  cards: readonly Values[],
  chosen: Values,
  facet: string,
): Map<string, number> {
  const others = new Map(chosen);
  others.delete(facet);
  const counts = new Map<string, number>();
  for (const card of cards) {
    if (!isMatch(card, others)) continue;
    for (const value of card.get(facet) || []) counts.set(value, (counts.get(value) || 0) + 1);
  }
  return counts;
}

/** "decade=1950&theme=桥|水利", escaped, in a fixed order. No value holds a "|". */
export function formatChoice(chosen: Values): string {
  const parts: string[] = [];
  chosen.forEach((values, facet) => {
    if (values.length > 0) parts.push(`${facet}=${values.map(encodeURIComponent).join("|")}`);
  });
  return parts.sort().join("&");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The choice in a hash; null when it speaks of something else. Unknown values are dropped. */
export function parseChoice(hash: string, known: Values): Values | null {
  const text = hash.replace(/^#/, "");
  const chosen = new Map<string, readonly string[]>();
  if (text === "" || text === "all") return chosen;
  for (const part of text.split("&")) {
    const at = part.indexOf("=");
    const facet = part.slice(0, at);
    const values = at > 0 ? known.get(facet) : undefined;
    if (!values) return null;
    // Decoded first: chat programs escape the separator, too.
    const given = decode(part.slice(at + 1)).split("|");
    const kept = given.filter((value) => values.indexOf(value) >= 0).sort();
    if (kept.length > 0) chosen.set(facet, kept);
  }
  return chosen;
}
