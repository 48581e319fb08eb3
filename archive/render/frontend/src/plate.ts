// A photograph with numbered people: the outline and its name light up together.
import { closest, find, findAll } from "./elements";
import { on } from "./listen";
import { scrollIntoBand } from "./scroll";

interface Person {
  readonly id: string;
  readonly outline: Element;
  readonly entry: HTMLElement | null;
}

function readPeople(plate: HTMLElement): Person[] {
  const outlines = Array.prototype.slice.call(plate.querySelectorAll("[data-person]")) as Element[];
  return outlines.map((outline) => {
    const id = outline.getAttribute("data-person") || "";
    return { id, outline, entry: id ? document.getElementById(id) : null };
  });
}

/** Without a link of its own an entry could not be reached by keyboard. */
function makeReachable(entry: HTMLElement): void {
  if (!entry.querySelector("a[href], button") && !entry.hasAttribute("tabindex")) {
    entry.tabIndex = 0;
  }
}

function startPlate(plate: HTMLElement, signal: AbortSignal): void {
  const people = readPeople(plate);
  const light = (chosen: Person | null): void => {
    for (const person of people) {
      person.outline.classList.toggle("lit", person === chosen);
      if (person.entry) person.entry.classList.toggle("lit", person === chosen);
    }
  };
  for (const person of people) {
    const { outline, entry } = person;
    on(signal, outline, "focusin", () => light(person));
    on(signal, outline, "mouseenter", () => light(person));
    on(signal, outline, "click", (event) => {
      event.preventDefault();
      light(person);
      if (entry) scrollIntoBand(entry);
    });
    if (!entry) continue;
    makeReachable(entry);
    on(signal, entry, "focusin", () => light(person));
    on(signal, entry, "mouseenter", () => light(person));
    on(signal, entry, "click", (event) => {
      light(person);
      if (!closest(event.target, "a, button")) scrollIntoBand(plate);
    });
  }
}

/** Lights the entry that the address names, too. */
function lightTarget(signal: AbortSignal): void {
  const show = (): void => {
    const id = location.hash.slice(1);
    if (!id) return;
    for (const outline of findAll(document, ".depicted > .lit")) outline.classList.remove("lit");
    const entry = document.getElementById(id);
    if (entry && entry.closest(".depicted")) entry.dispatchEvent(new Event("mouseenter"));
  };
  on(signal, window, "hashchange", show);
  show();
}

export function startPlates(signal: AbortSignal): void {
  const plates = findAll(document, "figure[data-people]");
  for (const plate of plates) startPlate(plate, signal);
  if (find(document, ".depicted")) lightTarget(signal);
}
