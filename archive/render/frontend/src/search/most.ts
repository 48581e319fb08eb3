// When no place has all of a query: those that have most of it. For phrases half remembered, a
// wrong character, a whole question.
import { termsWithin } from "./analysis";
import type { Candidate } from "./finder";
import type { Layout } from "./layout";
import { fixedPool, type Pool } from "./pool";
import type { Documents, Postings } from "./postings";
import { rarity, voiceOf } from "./rank";
import type { Word, Words } from "./query";
import type { Sounds } from "./sounds";

/** Terms of a query that are looked at. */
const MOST_TERMS = 16;
/** Terms no document has for which others of the same sound are tried. */
const MOST_ALIKE = 5;
/** How much of a query a place must have, and how much of what the best place has. */
const LEAST = 0.34;
/** Of a longer query, which says more, less is enough. */
const LEAST_OF_LONG = 0.17;
const LEAST_OF_BEST = 0.6;
/** From so many characters on, single ones count as well. */
const LONG = 5;
const MOST_DOCUMENTS = 120;
/** What sentences are held together by: little is told by it. */
const FUNCTION = new Set("的了是在有个一不这那哪什么怎样谁吗呢啊吧和就都也还要去来到说讲我你他她它们您几多少时候把被跟同对里上下");
const LITTLE = 0.2;

interface Weighed {
  readonly word: Word;
  readonly documents: Documents;
  readonly weight: number;
}

function termWord(term: string, lines: readonly string[]): Word {
  const forms = lines.map((line) => ({ line, source: "typed" as const }));
  return { shown: term, line: term, isPhrase: false, forms };
}

/** The pairs of a query, without those that only close a run. */
function pairs(words: Words): string[] {
  const lines = words.reduce<string[]>((all, word) => all.concat(word.line.split(" ")), []);
  const found = lines.reduce<string[]>((all, line) => all.concat(termsWithin(line)), []);
  const isTelling = (term: string): boolean => !/^[a-z]{2}$/.test(term);
  return found.filter((term, i) => isTelling(term) && found.indexOf(term) === i).slice(0, MOST_TERMS);
}

function weightOf(term: string, count: number, total: number): number {
  const isLittle = Array.from(term).every((sign) => FUNCTION.has(sign));
  return rarity(count, total) * (isLittle ? LITTLE : 1);
}

/** The telling characters of terms that no document has. */
async function single(terms: readonly string[], postings: Postings): Promise<Weighed[]> {
  const signs = Array.from(terms.join("")).filter((sign) => !FUNCTION.has(sign) && !/[a-z]/.test(sign));
  const unique = signs.filter((sign, i) => signs.indexOf(sign) === i).slice(0, MOST_ALIKE);
  const lists = await Promise.all(unique.map((sign) => postings.sign(sign, false)));
  return unique.map((sign, i) => {
    return { word: termWord(sign, [sign]), documents: lists[i] as Documents, weight: 0.5 };
  });
}

async function alike(term: string, sounds: Sounds, postings: Postings): Promise<Weighed | null> {
  const signs = Array.from(term).map((sign) => ({ sign }));
  // One of the two may be another character, not both.
  const found = (await sounds.spell(signs, true, false)).filter(({ far }) => far < 2);
  const spellings = found.slice(0, 3);
  if (spellings.length === 0) return null;
  const lines = spellings.map(({ line }) => line);
  const lists = await Promise.all(lines.map((line) => postings.line(line, false)));
  const best = lists.reduce((a, b) => (b.count > a.count ? b : a));
  const line = lines[lists.indexOf(best)] as string;
  return best.count > 0 ? { word: termWord(term, [line]), documents: best, weight: 0.5 } : null;
}

/** Every term that some document has, weighed by how rare it is; absent ones by their sound. */
async function weigh(
  words: Words,
  postings: Postings,
  sounds: Sounds,
  total: number,
): Promise<{ found: Weighed[]; whole: number }> {
  const terms = pairs(words);
  const lists = await Promise.all(terms.map((term) => postings.line(term, false)));
  const found: Weighed[] = [];
  const absent: string[] = [];
  let whole = 0;
  terms.forEach((term, i) => {
    const documents = lists[i] as Documents;
    const weight = weightOf(term, documents.count, total);
    // What nobody says weighs little: it may be a slip.
    whole += documents.count > 0 ? weight : weight * 0.5;
    if (documents.count === 0) absent.push(term);
    else if (documents.cuts.length === 0) found.push({ word: termWord(term, [term]), documents, weight });
  });
  const tried = absent.slice(0, MOST_ALIKE).map((term) => alike(term, sounds, postings));
  // In a short query one character in common says nothing.
  const isLong = Array.from(words.map(({ line }) => line).join("")).length >= LONG;
  const alone = (isLong ? await single(absent, postings) : []).filter(({ documents }) => documents.count > 0);
  for (const one of [...(await Promise.all(tried)), ...alone]) {
    if (one) found.push({ ...one, weight: one.weight * rarity(one.documents.count, total) });
  }
  return { found, whole };
}

/** The best places, or null where none has enough. */
export async function findMost(
  words: Words,
  postings: Postings,
  sounds: Sounds,
  layout: Layout,
): Promise<Pool | null> {
  const { found, whole } = await weigh(words, postings, sounds, layout.head.documents);
  const scores = new Map<number, number>();
  const signs = new Map<number, number>();
  for (const { word, documents, weight } of found) {
    for (const one of await documents.list(0, Infinity)) {
      scores.set(one, (scores.get(one) || 0) + weight);
      signs.set(one, (signs.get(one) || 0) + Array.from(word.line).length);
    }
  }
  // One character in common is nothing in common.
  const sorted = Array.from(scores)
    .filter(([one]) => (signs.get(one) as number) > 1)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const best = sorted[0];
  const isLong = Array.from(words.map(({ line }) => line).join("")).length >= LONG;
  if (!best || best[1] < whole * (isLong ? LEAST_OF_LONG : LEAST)) return null;
  const kept = sorted.slice(0, MOST_DOCUMENTS).filter(([, score]) => score >= best[1] * LEAST_OF_BEST);
  return poolOf(kept, found, layout);
}

function poolOf(
  kept: readonly (readonly [number, number])[],
  found: readonly Weighed[],
  layout: Layout,
): Pool {
  const candidates = new Map<number, Candidate>();
  const scores = new Map<number, number>();
  for (const [document, score] of kept) {
    const unit = layout.unitOf(document);
    const known = candidates.get(unit);
    const one: Candidate = known || { unit, isHead: false, lent: new Set(), passages: [] };
    if (layout.isHead(document)) one.isHead = true;
    else one.passages.push(document);
    one.passages.sort((a, b) => a - b);
    candidates.set(unit, one);
    const own = score * voiceOf(layout.kindOf(unit));
    scores.set(unit, Math.max(own, scores.get(unit) || 0));
  }
  return fixedPool({
    words: found.map(({ word }) => word),
    counts: found.map(({ documents }) => documents.count),
    candidates,
    count: kept.length,
    scores,
    documentScores: new Map(kept),
  });
}
