// How what was found is drawn. People's words enter the page as text, never as HTML.
import { make } from "../elements";
import { formatWideClock } from "../timecode";
import type { Group, ShownPassage } from "./answer";
import { kindName } from "./box";
import { excerpt, lines, type Piece } from "./excerpt";
import type { NameMatch } from "./names";
import { passageAddress, type Place, recordAddress } from "./place";
import type { Stretch, UnitHead } from "./texts";
import { say } from "./words";

/** Played of a place whose end nobody noted. Seconds. */
const SOME = 15;
/** Words that an address takes along. */
const MOST_WORDS = 8;

function draw(pieces: readonly Piece[], into: HTMLElement): HTMLElement {
  for (const piece of pieces) {
    if (piece.isMarked) into.appendChild(make("mark", "", piece.text));
    else into.appendChild(document.createTextNode(piece.text));
  }
  return into;
}

function link(address: string, text: string, className = ""): HTMLAnchorElement {
  const made = make("a", className, text);
  made.href = address;
  return made;
}

/** "口述 · 陆水生", with breaks between facts and not within one. */
function facts(parts: readonly string[]): DocumentFragment {
  const line = document.createDocumentFragment();
  const real = parts.filter(Boolean);
  real.forEach((part, i) => {
    const isLast = i === real.length - 1;
    line.appendChild(make("span", "part", isLast ? part : `${part}\u00a0·`));
    if (!isLast) line.appendChild(document.createTextNode(" "));
  });
  return line;
}

/** What is said, and below it whatever else of the passage meets the query. */
function drawWords(text: string, marks: readonly Stretch[]): HTMLElement {
  const words = make("div", "found-words");
  const all = lines(text, marks);
  const isInFirst = all[0] !== undefined && all[0].marks.length > 0;
  all.forEach((line, i) => {
    // The same in Mandarin, the meaning of a word: where it is these that were met.
    if (i > 0 && (isInFirst || line.marks.length === 0)) return;
    words.appendChild(draw(excerpt(line.text, line.marks), make("p", i > 0 ? "mandarin" : "")));
  });
  return words;
}

function drawClip(place: Place, passage: ShownPassage): HTMLElement {
  const { sound, start } = passage;
  if (!sound || start === null) {
    const mark = make("span", "no-voice", "文");
    mark.setAttribute("aria-hidden", "true");
    return mark;
  }
  const end = passage.end !== null && passage.end > start ? passage.end : start + SOME;
  const button = make("button", "clip");
  button.type = "button";
  button.dataset.clip = "";
  button.dataset.src = place.root + sound.split("/").map(encodeURIComponent).join("/");
  button.dataset.start = String(start);
  button.dataset.end = String(end);
  button.hidden = true;
  const label = say("play_at", { title: passage.title, time: formatWideClock(start) });
  button.setAttribute("aria-label", label);
  const mark = make("span", "clip-mark");
  mark.setAttribute("aria-hidden", "true");
  button.appendChild(mark);
  return button;
}

/** The words of a passage that were looked for, each once and as they stand there. */
function metWords(passage: ShownPassage): string[] {
  const met: string[] = [];
  for (const [from, to] of passage.marks) {
    for (const word of passage.text.slice(from, to).split("\n")) {
      if (word.trim() && met.length < MOST_WORDS && met.indexOf(word) < 0) met.push(word);
    }
  }
  return met;
}

/** Who says it, and the way to the place: its minute, its page. */
function drawWhere(place: Place, passage: ShownPassage): HTMLElement {
  const where = make("p", "meta found-where");
  if (passage.voice !== null) {
    where.appendChild(make("span", "part", passage.voice || say("someone")));
    where.appendChild(document.createTextNode(" "));
  }
  const page = /^page-(\d+)$/.exec(passage.anchor);
  const clock = passage.start !== null && passage.sound ? formatWideClock(passage.start) : "";
  const text = page
    ? say("page_number", { n: page[1] as string })
    : say("listen_at", { time: clock }).trim();
  const way = link(passageAddress(place, passage, metWords(passage)), text, clock ? "clock" : "");
  where.appendChild(way);
  return where;
}

export function drawPassage(place: Place, passage: ShownPassage): HTMLElement {
  const item = make("li", "found-place");
  item.appendChild(drawClip(place, passage));
  const words = make("div");
  words.appendChild(drawWords(passage.text, passage.marks));
  words.appendChild(drawWhere(place, passage));
  item.appendChild(words);
  return item;
}

/** Lines of a head that meet the query: all of a head would be a heap of facts. */
function drawHead(head: UnitHead & { readonly marks: readonly Stretch[] }): HTMLElement {
  const words = make("div", "found-words found-head");
  const met = lines(head.text, head.marks).filter((line) => line.marks.length > 0);
  for (const line of met.slice(0, 2)) {
    words.appendChild(draw(excerpt(line.text, line.marks), make("p")));
  }
  if (met.length === 0 && head.line) words.appendChild(make("p", "", head.line));
  return words;
}

/** Where a record will stand whose words are on their way: its title, where that is known, and its
 * kind. */
export function drawPlace(title: string, kind: string): HTMLElement {
  const section = make("li", "found-group found-coming");
  section.setAttribute("aria-hidden", "true");
  const top = make("div", "found-top");
  if (title) top.appendChild(make("h3", "", title));
  top.appendChild(make("p", "meta found-about", kindName(`${kind}/`)));
  section.appendChild(top);
  section.appendChild(make("div", "found-words"));
  return section;
}

/** A record with its places. `opened` is what its button for more does. */
export function drawGroup(
  place: Place,
  group: Group,
  opened: (group: Group, list: HTMLElement, button: HTMLElement) => void,
): HTMLElement {
  const section = make("li", "found-group");
  const title = make("h3");
  title.appendChild(link(recordAddress(place, group.id), group.title));
  const about = make("p", "meta found-about");
  about.appendChild(facts([kindName(group.id), group.head ? group.head.line : ""]));
  const top = make("div", "found-top");
  top.appendChild(title);
  top.appendChild(about);
  section.appendChild(top);
  if (group.head) section.appendChild(drawHead(group.head));
  if (group.passages.length === 0) return section;
  const list = make("ol", "found-places");
  for (const passage of group.passages) list.appendChild(drawPassage(place, passage));
  section.appendChild(list);
  if (group.more > 0) {
    const button = make("button", "quiet found-more", say("more_places", { n: group.more }));
    button.type = "button";
    button.addEventListener("click", () => opened(group, list, button));
    section.appendChild(button);
  }
  return section;
}

/** A record whose name matches: a row with its first character until its picture is here. */
export function drawName(place: Place, name: NameMatch): HTMLElement {
  const row = make("li", "row");
  row.dataset.unit = String(name.unit);
  const way = link(recordAddress(place, name.id), "");
  const initial = make("span", "thumb thumb-glyph", Array.from(name.title)[0] || "");
  initial.setAttribute("aria-hidden", "true");
  way.appendChild(initial);
  const words = make("span", "row-words");
  words.appendChild(make("b", "", name.title));
  const about = make("small");
  about.appendChild(facts([kindName(name.id), name.name !== name.title ? name.name : ""]));
  words.appendChild(about);
  way.appendChild(words);
  row.appendChild(way);
  return row;
}

/** Puts picture and line where a name's row had to do without. */
export function dressName(place: Place, row: HTMLElement, head: UnitHead): void {
  const about = row.querySelector("small");
  const kind = kindName(head.id);
  if (about && head.line) {
    about.textContent = "";
    about.appendChild(facts([kind, ...head.line.split(" · ")]));
  }
  const initial = row.querySelector(".thumb");
  if (!initial || !head.picture) return;
  const picture = make("img", "thumb");
  picture.alt = "";
  picture.width = 68;
  picture.height = 68;
  picture.onload = () => initial.replaceWith(picture);
  picture.src = place.root + head.picture.split("/").map(encodeURIComponent).join("/");
}
