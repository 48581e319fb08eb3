// The script of pages that tell something piece by piece: puzzles, walks, scenes and lines of years.
// It is read before the script of every page, which starts it.
import { shared } from "./bridge";
import { startPairs } from "./pair";
import { startPuzzle } from "./puzzle";
import { startScene } from "./scene";
import { startTelling } from "./telling";
import { startWalk } from "./walk";
import { findYearLines } from "./years";

shared().startTold = (lent, signal) => {
  startPairs(signal);
  const told = startPuzzle(lent, signal) || startWalk(lent, signal) || startScene(lent, signal);
  startTelling(told ? [told] : findYearLines(), lent.player(signal), signal);
};
