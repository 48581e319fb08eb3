// What comes first: units by where and how often they meet a query, passages by BM25. Pure.
import type { Candidate } from "./finder";
import type { Layout } from "./layout";
import type { Meeting } from "./texts";

/** BM25's saturation and its weight of length; the usual length of a passage in characters. */
const K = 1.2;
const B = 0.6;
const USUAL = 70;

/** How rare a word is. */
export function rarity(count: number, documents: number): number {
  return Math.log(1 + (documents - Math.min(count, documents) + 0.5) / (count + 0.5));
}

/** BM25 of a text, with something more for words that stand close to each other. */
export function scoreMeeting(meeting: Meeting, rarities: readonly number[]): number {
  const norm = K * (1 - B + (B * meeting.length) / USUAL);
  let score = 0;
  meeting.counts.forEach((count, word) => {
    score += ((rarities[word] as number) * count * (K + 1)) / (count + norm);
  });
  const [first, last] = [meeting.marks[0], meeting.marks[meeting.marks.length - 1]];
  const met = meeting.counts.filter((count) => count > 0).length;
  if (first && last && met > 1) score *= 1 + 0.3 / (1 + (last[1] - first[0]) / 20);
  return score;
}

/** How promising a unit is before any of its text is here: its head, then how much of it speaks of
 * the query, against its length. */
export function scoreUnit(candidate: Candidate, layout: Layout, words: number): number {
  const [first, end] = layout.passagesOf(candidate.unit);
  const met = candidate.passages.length;
  const density = met / (met + 2 + (end - first) / 120);
  const lent = candidate.lent.size / Math.max(1, words);
  // Where somebody tells it comes before where it is only noted.
  const isTold = layout.kindOf(candidate.unit) === "interviews" ? 0.6 : 0;
  const weight = (candidate.isHead ? 1.5 : 0.4 * lent) + 2 * density + isTold;
  return weight * voiceOf(layout.kindOf(candidate.unit));
}

/** Puzzles, walks and scenes repeat what is told elsewhere: the voice itself comes first. */
export function voiceOf(kind: string): number {
  return kind === "puzzles" || kind === "exhibits" || kind === "scenes" ? 0.7 : 1;
}

/** Candidates, the most promising first. */
export function sortUnits(
  candidates: readonly Candidate[],
  layout: Layout,
  words: number,
): Candidate[] {
  const scored = candidates.map((one) => ({ one, score: scoreUnit(one, layout, words) }));
  return scored.sort((a, b) => b.score - a.score || a.one.unit - b.one.unit).map(({ one }) => one);
}
