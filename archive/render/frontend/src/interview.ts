// An interview page put together: the players, the transcript and what joins them.
import { startContents } from "./contents";
import { startPlayer } from "./controls";
import { find, findAll } from "./elements";
import { startFollow } from "./follow";
import { startKeys, startTurnKeys } from "./keys";
import { startPassage } from "./passage";
import type { Player } from "./player";
import { startResume } from "./resume";
import { startShare } from "./share";
import { startTaps } from "./taps";
import { Transcript } from "./transcript";

/** Wires the page's players and returns them; the first one goes with the transcript. */
export function startInterview(signal: AbortSignal): Player[] {
  const list = find(document, "[data-transcript]");
  const transcript = list && new Transcript(list);
  const players: Player[] = [];
  let section: HTMLElement | null = null;
  for (const one of findAll(document, "[data-player]")) {
    const player = startPlayer(one, signal);
    if (!player) continue;
    if (players.length === 0) section = one;
    players.push(player);
  }
  const player = players[0] || null;
  if (transcript) startShare(transcript, player, signal);
  if (transcript) startTurnKeys(transcript, signal);
  if (section && player) {
    startKeys(player, signal);
    if (transcript) {
      startFollow(section, player, transcript, signal);
      startTaps(transcript, player, signal);
    }
    for (const nav of findAll(document, "nav[data-contents]")) {
      startContents(nav, player, transcript, signal);
    }
    startResume(section, player, signal);
  }
  startPassage(section, player, transcript, signal);
  return players;
}
