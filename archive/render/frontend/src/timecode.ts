// Times in seconds, as clocks, as words and in links.
import { word } from "./words";

/** A stretch of a recording in seconds; without an end it is open. */
export interface Passage {
  readonly start: number;
  readonly end: number | null;
}

/** Seconds from "63.2", "1:03" or "1:02:03.5"; null when it is none of these. */
export function parseClock(text: string): number | null {
  if (!/^(\d+:){0,2}\d+(\.\d*)?$/.test(text)) return null;
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The passage of a media fragment ("#t=63.2,71", "#t=npt:1:03"), or null. */
export function parsePassage(hash: string): Passage | null {
  // Chat programs like to escape the comma and the colon.
  const fields = decode(hash.replace(/^#/, "")).split("&");
  const field = fields.find((one) => one.startsWith("t="));
  if (!field) return null;
  const parts = field.slice(2).replace(/^npt:/, "").split(",");
  if (parts.length > 2) return null;
  const start = parts[0] ? parseClock(parts[0]) : parts[1] ? 0 : null;
  const end = parts[1] ? parseClock(parts[1]) : null;
  if (start === null || (parts[1] && end === null)) return null;
  return end !== null && end <= start ? null : { start, end };
}

/** The media fragment of a passage, to the millisecond, without "#". */
export function formatPassage(passage: Passage): string {
  const round = (seconds: number): string => String(Math.round(seconds * 1000) / 1000);
  return passage.end === null
    ? `t=${round(passage.start)}`
    : `t=${round(passage.start)},${round(passage.end)}`;
}

function split(seconds: number): { h: number; m: number; s: number } {
  const whole = Math.max(0, Math.floor(seconds + 0.001));
  return { h: Math.floor(whole / 3600), m: Math.floor(whole / 60) % 60, s: whole % 60 };
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** "1:03", "1:02:03". */
export function formatClock(seconds: number): string {
  const { h, m, s } = split(seconds);
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

/** "01:03", "1:02:03": as wide as the transcript's times. */
export function formatWideClock(seconds: number): string {
  const clock = formatClock(seconds);
  return clock.length < 5 ? `0${clock}` : clock;
}

/** "3分12秒", for ears. */
export function formatSpoken(seconds: number): string {
  const parts = split(seconds);
  return parts.h > 0 ? word("hours", parts) : word("minutes", { m: parts.m, s: parts.s });
}

/** Index of the last start that is not after the time, or -1. Starts ascend. */
export function indexAt(starts: readonly number[], seconds: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
