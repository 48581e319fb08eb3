// The script of pages that tell something piece by piece: puzzles and walks. It is read before the
// script of every page, which starts it.
import { shared } from "./bridge";
import { startPuzzle } from "./puzzle";
import { startTelling } from "./telling";
import { startWalk } from "./walk";

shared().startTold = (lent, signal) => {
  const told = startPuzzle(lent, signal) || startWalk(lent, signal);
  if (told) startTelling(told, lent.player(signal), signal);
};
