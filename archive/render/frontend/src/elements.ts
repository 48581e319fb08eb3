// Finding the parts of a page that a template may or may not have given.

/** All matching HTML elements, in order. */
export function findAll(root: ParentNode, selector: string): HTMLElement[] {
  const found = Array.prototype.slice.call(root.querySelectorAll(selector)) as Element[];
  return found.filter((element): element is HTMLElement => element instanceof HTMLElement);
}

/** The first matching HTML element. */
export function find(root: ParentNode, selector: string): HTMLElement | null {
  const found = root.querySelector(selector);
  return found instanceof HTMLElement ? found : null;
}

/** A number from a data attribute, or null when it is absent or no number. */
export function numberOf(element: HTMLElement, name: string): number | null {
  const text = element.dataset[name];
  const value = text === undefined || text === "" ? NaN : Number(text);
  return isFinite(value) ? value : null;
}

/** The nearest element of an event that matches. */
export function closest(target: EventTarget | null, selector: string): Element | null {
  if (target instanceof Text) return target.parentElement && target.parentElement.closest(selector);
  return target instanceof Element ? target.closest(selector) : null;
}

/** Sets a state attribute, or takes it away. */
export function mark(element: Element, name: string, on: boolean): void {
  if (on) element.setAttribute(name, "true");
  else element.removeAttribute(name);
}

/** An element with a class and, as text, a person's or the interface's words. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  text = "",
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** A click that asks for a new tab or a download is not ours. */
export function isPlainClick(event: MouseEvent): boolean {
  const held = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return event.button === 0 && !held && !event.defaultPrevented;
}
