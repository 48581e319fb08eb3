// The script of every page. Each component stands alone: one that fails leaves its part of the
// page as it was without scripts, and the others go on.
import { changeQuery, keepTrail, replaceHash } from "./address";
import { startBack, startPrint, startTypeSize } from "./bar";
import { shared } from "./bridge";
import { startBrowse } from "./browse";
import { createShared, startClips } from "./clip";
import { startDialect } from "./dialect";
import { startFind } from "./find";
import { startInterview } from "./interview";
import { startLeaves } from "./leaves";
import { createController } from "./listen";
import { startPlates } from "./plate";
import type { Player } from "./player";
import { startScanLines } from "./scan";
import { watchScroll } from "./scroll";
import { keepSolo } from "./sound";
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
  start((signal) => startDialect(players, signal));
  start(startPlates);
  start(startZoom);
  start(startLeaves);
  start(startScanLines);
  start(startBrowse);
  const { startTold } = shared();
  const lent = { hash: replaceHash, player: createShared };
  if (startTold) start((signal) => startTold(lent, signal));
  Object.assign(shared(), { address: changeQuery, hash: replaceHash }, clips && { clips });
  start(startFind);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startSite);
else startSite();
