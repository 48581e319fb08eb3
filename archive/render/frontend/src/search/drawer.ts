// The box below the bar: opened from any page, closed by Escape, by its button or from outside.
import { closest, find } from "../elements";
import { on } from "../listen";

export class Drawer {
  private readonly input: HTMLElement | null;
  private readonly link: HTMLElement | null;

  constructor(
    private readonly element: HTMLElement,
    signal: AbortSignal,
  ) {
    this.input = find(element, "input");
    this.link = find(document, '[data-action="search"]');
    on(signal, document, "keydown", (event) => {
      if (event.key === "Escape" && !element.hidden && !event.defaultPrevented) this.close(true);
    });
    on(signal, document, "click", (event) => {
      if (element.hidden || closest(event.target, ".drawer, [data-action=search]")) return;
      // What was tapped may be gone from the page by now.
      if (event.target instanceof Node && document.contains(event.target)) this.close(false);
    });
    const button = find(element, '[data-do="close-find"]');
    if (button) on(signal, button, "click", () => this.close(true));
  }

  open(): void {
    if (!this.element.hidden) {
      this.close(true);
      return;
    }
    this.element.hidden = false;
    if (this.link) this.link.setAttribute("aria-expanded", "true");
    if (this.input) this.input.focus();
  }

  private close(isBack: boolean): void {
    this.element.hidden = true;
    if (!this.link) return;
    this.link.setAttribute("aria-expanded", "false");
    if (isBack) this.link.focus();
  }
}
