// The files of the search data: classic scripts, each of which calls `pintuSearch`. They load from
// a disk as from a host, and each is loaded once.

/** How long a file may take before we give it up. Milliseconds. */
const PATIENCE = 20_000;
/** Files kept; a museum's screen runs for months. */
const KEPT = 400;

declare global {
  interface Window {
    pintuSearch?: (name: string, payload: unknown) => void;
  }
}

/** A file that could not be loaded. */
export class FileMissing extends Error {
  readonly isFileMissing = true;
}

export function isFileMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && "isFileMissing" in error;
}

export class Files {
  private readonly kept = new Map<string, Promise<unknown>>();
  private readonly waiting = new Map<string, (payload: unknown) => void>();
  /** Put behind the addresses, so that a browser does not mix two states of the site. */
  private version = "";

  /** `root` is the address of the folder `search/`, with its slash. */
  constructor(private readonly root: string) {
    window.pintuSearch = (name, payload) => {
      const take = this.waiting.get(name);
      if (take) take(payload);
    };
  }

  setVersion(version: string): void {
    this.version = version;
  }

  /** The payload of a file. Rejects with FileMissing; asking again then tries again. */
  load<T>(name: string): Promise<T> {
    const known = this.kept.get(name);
    if (known) {
      // Moved to the end: what is used stays longest.
      this.kept.delete(name);
      this.kept.set(name, known);
      return known as Promise<T>;
    }
    const loading = this.ask(name);
    this.kept.set(name, loading);
    loading.catch(() => this.kept.delete(name));
    this.forgetOldest();
    return loading as Promise<T>;
  }

  private forgetOldest(): void {
    if (this.kept.size <= KEPT) return;
    const oldest = Array.from(this.kept.keys()).find(
      (name) => name.indexOf("/") > 0 && !this.waiting.has(name),
    );
    if (oldest !== undefined) this.kept.delete(oldest);
  }

  private address(name: string): string {
    const isHost = /^https?:/.test(location.protocol);
    return `${this.root}${name}.js${isHost && this.version ? `?v=${this.version}` : ""}`;
  }

  private ask(name: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      // One that stands on the page is on its way already.
      const given = document.querySelector(`script[data-search-file="${name}"]`);
      const script = given instanceof HTMLScriptElement ? given : document.createElement("script");
      const fail = (): void => {
        window.clearTimeout(timer);
        this.waiting.delete(name);
        script.remove();
        reject(new FileMissing(name));
      };
      const timer = window.setTimeout(fail, PATIENCE);
      this.waiting.set(name, resolve);
      // After whoever waits went on. A script that ran without calling us is some other file.
      script.onload = fail;
      script.onerror = fail;
      if (script === given) return;
      script.async = true;
      script.src = this.address(name);
      document.head.appendChild(script);
    });
  }
}
