// The interface's words, given by the page in its language.

/** Every word the scripts may ask for: the catalogue's test reads this table. */
export const WORDS = [
  "size_0",
  "size_1",
  "size_2",
  "play",
  "pause",
  "speed",
  "minutes",
  "hours",
  "position",
  "resume",
  "passage",
  "fault",
  "share_link",
  "share_hint",
  "copied",
  "close",
  "clip_pause",
  "leaf_number",
  "leaf_all",
  "leaf_one",
  "results",
  "zoom_title",
  "zoom_in",
  "zoom_out",
  "zoom_reset",
  "zoom_close",
  "zoom_fault",
] as const;

export type Word = (typeof WORDS)[number];
type Values = Record<string, string | number>;

let given: Record<string, string> | null = null;

function readWords(): Record<string, string> {
  const script = document.getElementById("words");
  try {
    const parsed: unknown = JSON.parse((script && script.textContent) || "{}");
    return parsed as Record<string, string>;
  } catch {
    return {};
  }
}

/** The word in the page's language, its {blanks} filled; the key itself when the page lacks it. */
export function word(key: Word, values: Values = {}): string {
  if (given === null) given = readWords();
  const text = given[key];
  if (typeof text !== "string") return key;
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => {
    const value = values[name];
    return value === undefined ? blank : String(value);
  });
}
