// What this browser remembers. Storage may be full, switched off or throw on sight: then nothing.

export interface Memory {
  read(key: string): string | null;
  write(key: string, value: string): void;
  forget(key: string): void;
}

/** A memory over one of the browser's stores; `open` may throw. */
function memoryOf(open: () => Storage): Memory {
  function attempt<T>(action: (storage: Storage) => T): T | null {
    try {
      return action(open());
    } catch {
      return null;
    }
  }
  return {
    read: (key) => attempt((storage) => storage.getItem(`pintu-${key}`)),
    write: (key, value) => void attempt((storage) => storage.setItem(`pintu-${key}`, value)),
    forget: (key) => void attempt((storage) => storage.removeItem(`pintu-${key}`)),
  };
}

/** Kept on this device. */
export const lasting = memoryOf(() => window.localStorage);
/** Kept in this tab until it is closed. */
export const visiting = memoryOf(() => window.sessionStorage);
