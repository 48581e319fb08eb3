// Listening to events for as long as a component lives.

interface EventsByName extends WindowEventMap, Omit<HTMLElementEventMap, keyof WindowEventMap> {}

/** Listens until the signal aborts. Old WebViews ignore the `signal` option, so it is not used. */
export function on<K extends keyof EventsByName>(
  signal: AbortSignal,
  target: EventTarget,
  type: K,
  handler: (event: EventsByName[K]) => void,
  options: AddEventListenerOptions = {},
): void {
  const listener = handler as EventListener;
  target.addEventListener(type, listener, options);
  signal.addEventListener("abort", () => target.removeEventListener(type, listener, options));
}

/** A controller, also where the browser has none: then nothing is ever released. */
export function createController(): AbortController {
  if (typeof AbortController === "function") return new AbortController();
  const signal = { aborted: false, addEventListener: () => undefined };
  return { signal, abort: () => undefined } as unknown as AbortController;
}
