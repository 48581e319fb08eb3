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
  "find_list",
  "find_all",
  "find_alike",
  "find_fault",
  "kind_interviews",
  "kind_people",
  "kind_places",
  "kind_events",
  "kind_objects",
  "kind_photos",
  "kind_documents",
  "kind_terms",
  "kind_puzzles",
  "kind_exhibits",
  "kind_scenes",
  "kind_sketches",
  "tell_number",
  "tell_over",
  "tell_read",
  "slot_all",
  "slot_one",
  "stop_number",
  "walk_begin",
  "walk_next",
  "walk_over",
  "walk_resume",
  "term_again",
  "term_page",
  "term_by",
] as const;

export type Word = (typeof WORDS)[number];

export function isWord(key: string): key is Word {
  return (WORDS as readonly string[]).indexOf(key) >= 0;
}

type Values = Record<string, string | number>;

function readWords(id: string): Record<string, string> {
  const script = document.getElementById(id);
  try {
    const parsed: unknown = JSON.parse((script && script.textContent) || "{}");
    return parsed as Record<string, string>;
  } catch {
    return {};
  }
}

/** Speaks the words of the script element with this id, which is read at the first of them. */
export function speaker<K extends string>(id: string): (key: K, values?: Values) => string {
  let given: Record<string, string> | null = null;
  return (key, values = {}) => {
    if (given === null) given = readWords(id);
    const text = given[key];
    if (typeof text !== "string") return key;
    return text.replace(/\{(\w+)\}/g, (blank, name: string) => {
      const value = values[name];
      return value === undefined ? blank : String(value);
    });
  };
}

/** The word in the page's language, its {blanks} filled; the key itself when the page lacks it. */
export const word = speaker<Word>("words");
