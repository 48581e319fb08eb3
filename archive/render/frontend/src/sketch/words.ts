// The words of the village sketch, given by its page.
import { speaker } from "../words";

/** Every word the sketch may ask for: the catalogue's test reads this table. */
export const WORDS = [
  "year",
  "built",
  "lost",
  "and_more",
  "still",
  "play",
  "stop",
  "not_yet",
  "perhaps",
  "stands",
  "gone",
  "found",
  "found_none",
] as const;

export const sketchWord = speaker<(typeof WORDS)[number]>("sketch-words");
