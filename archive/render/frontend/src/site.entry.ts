// The script of every page. Each component stands alone: one that fails leaves its part of the
// page as it was without scripts, and the others go on.
import { changeQuery, keepTrail } from "./address";
import { startBack, startPrint, startTypeSize } from "./bar";
import { shared } from "./bridge";
import { startBrowse } from "./browse";
import { startClips } from "./clip";
import { startFind } from "./find";
import { startInterview } from "./interview";
import { startLeaves } from "./leaves";
import { createController } from "./listen";
import { startPlates } from "./plate";
import { startPuzzle } from "./puzzle";
import type { Player } from "./player";
import { watchScroll } from "./scroll";
import { keepSolo } from "./sound";
import { startTelling } from "./telling";
import { startZoom } from "./zoom";

function start<T>(component: (signal: AbortSignal) => T): T | null {
  const controller = createController();
  try {
    return component(controller.signal);
  } catch (error) {
    controller.abort();
    // For whoever looks after the site; readers keep the plain page.
    console.error(error);
    return null;
  }
}

function startSite(): void {
  document.documentElement.classList.add("scripted");
  start(keepTrail);
  start(watchScroll);
  start(startTypeSize);
  start(startBack);
  start(startPrint);
  start(keepSolo);
  const players: Player[] = start(startInterview) || [];
  const clips = start((signal) => startClips(players, signal));
  start(startPlates);
  start(startZoom);
  start(startLeaves);
  start(startBrowse);
  const puzzle = start(startPuzzle);
  if (puzzle) start((signal) => startTelling(puzzle, signal));
  const lent = clips ? { clips, address: changeQuery } : { address: changeQuery };
  Object.assign(shared(), lent);
  start(startFind);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startSite);
else startSite();
