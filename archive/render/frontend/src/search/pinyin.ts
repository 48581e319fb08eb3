// Pinyin without tones: which letters are syllables, and which syllables are easily confused.

/** Finals by initial; "" stands for a syllable without one. */
const TABLE: Readonly<Record<string, string>> = {
  "": "a ai an ang ao e ei en eng er o ou yi ya yo ye yai yao you yan yin yang ying yong wu wa wo wai wei wan wen wang weng yu yue yuan yun",
  b: "a o ai ei ao an en ang eng i ie iao ian in ing u",
  p: "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
  m: "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
  f: "a o ei ou an en ang eng u iao",
  d: "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
  t: "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
  n: "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue",
  l: "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue",
  g: "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  k: "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  h: "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  j: "i ia ie iao iu ian in iang ing iong u ue uan un",
  q: "i ia ie iao iu ian in iang ing iong u ue uan un",
  x: "i ia ie iao iu ian in iang ing iong u ue uan un",
  zh: "a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang",
  ch: "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang",
  sh: "a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang",
  r: "e ao ou an en ang eng ong i u ua uo ui uan un",
  z: "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
  c: "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
  s: "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
};

let known: ReadonlySet<string> | null = null;

/** Every syllable there is. */
function syllables(): ReadonlySet<string> {
  if (known) return known;
  const all = new Set(["m", "n", "ng", "hm", "hng"]);
  for (const initial of Object.keys(TABLE)) {
    for (const final of (TABLE[initial] as string).split(" ")) all.add(initial + final);
  }
  return (known = all);
}

const LONGEST = 6;
/** Ways to divide letters that are followed up. */
const MOST_WAYS = 6;

/** Letters without tone marks, `v` for `ü`; null when it is not Latin letters alone. */
export function bareLetters(run: string): string | null {
  const bare = run
    .normalize("NFD")
    .replace(/u\u0304?\u0308/g, "v")
    .replace(/[\u0300-\u036f]/g, "");
  return /^[a-z]+$/.test(bare) ? bare : null;
}

export function isSyllable(letters: string): boolean {
  return syllables().has(letters);
}

/** All ways to read letters as whole syllables, those with the fewest first. */
export function divide(letters: string): string[][] {
  const ways: string[][] = [];
  const go = (at: number, way: string[]): void => {
    if (at === letters.length) ways.push(way);
    // Longer syllables first, so that a hopeless number of ways ends early.
    for (let length = Math.min(LONGEST, letters.length - at); length > 0; length--) {
      if (ways.length >= 4 * MOST_WAYS) return;
      const syllable = letters.slice(at, at + length);
      if (length > 1 || "aeo".indexOf(syllable) >= 0) {
        if (syllables().has(syllable)) go(at + length, way.concat(syllable));
      }
    }
  };
  if (letters.length <= 40) go(0, []);
  return ways.sort((a, b) => a.length - b.length).slice(0, MOST_WAYS);
}

const INITIALS: readonly (readonly [string, string])[] = [
  ["zh", "z"],
  ["ch", "c"],
  ["sh", "s"],
  ["n", "l"],
  ["r", "l"],
];

/** What a syllable and those that are easily taken for it have in common. */
export function foldSound(syllable: string): string {
  let folded = syllable;
  const initial = INITIALS.find(([long]) => syllable.startsWith(long));
  if (initial) folded = initial[1] + syllable.slice(initial[0].length);
  folded = folded.replace(/^hu(?=[aeio])/, "f");
  return /(ing|eng|ang)$/.test(folded) ? folded.slice(0, -1) : folded;
}

/** The consonants a syllable begins with: what people type for it in a hurry. */
export function initialOf(syllable: string): string {
  return /^[zcs]h/.test(syllable) ? syllable.slice(0, 2) : syllable.slice(0, 1);
}
