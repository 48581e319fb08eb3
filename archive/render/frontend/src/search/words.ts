// The words of the search page, given by it in its language.
import { speaker } from "../words";

/** Every word the search page may ask for: the catalogue's test reads this table. */
export const WORDS = [
  "found_many",
  "found_about",
  "found_names",
  "found_nothing",
  "found_near",
  "found_narrowed",
  "note_sound",
  "note_name",
  "note_near",
  "note_split",
  "note_apart",
  "note_most",
  "more",
  "more_names",
  "more_places",
  "all_shown",
  "play_at",
  "listen_at",
  "someone",
  "page_number",
  "facet_kind",
  "facet_decade",
  "facet_theme",
  "facet_person",
  "facet_place",
  "facet_sound",
  "with_sound",
  "decade",
  "narrow",
  "show_all",
  "loading",
  "pad_back",
  "pad_clear",
  "names_heading",
] as const;

export type SearchWord = (typeof WORDS)[number];

export const say = speaker<SearchWord>("search-words");
