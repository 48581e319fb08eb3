// Which files of a name table in parts may have a name, by the letters it begins with. Pure.

export interface Letters {
  /** The name table where it is not in parts. */
  readonly names: unknown;
  /** The keys of the files, where together they have every name. */
  readonly letters?: readonly string[] | null;
  /** Further files by a letter: the second letters of their keys. Names are in them by the first
   * letters of their first two syllables. */
  readonly initials?: Readonly<Record<string, string>>;
}

/** Files of names loaded for one query. */
const MOST_FILES = 6;

/** The keys that begin with these letters, or with which they begin. */
export function keysOf({ letters, initials }: Letters, typed: readonly string[]): string[] {
  const known = letters || [];
  const isSecond = (one: string): boolean =>
    one.length > 1 && ((initials || {})[one.charAt(0)] || "").indexOf(one.charAt(1)) >= 0;
  const found = known.filter((key) =>
    typed.some((one) => one.startsWith(key) || (one.length === 1 && key.startsWith(one))),
  );
  for (const one of typed) {
    const key = one.slice(0, 2);
    if (isSecond(one) && found.indexOf(key) < 0) found.push(key);
  }
  return found;
}

/** Every key of the first of these letters: for slips. */
export function keysNear({ letters }: Letters, typed: readonly string[]): string[] {
  const found = (letters || []).filter((key) => typed.some((one) => one.charAt(0) === key.charAt(0)));
  return found.length > 0 ? found : (letters || []).filter((key) => key === "_");
}

export function filesOfKeys(keys: readonly string[]): string[] {
  return keys.slice(0, MOST_FILES).map((key) => `n/${key}`);
}

/** The files for a query of small letters alone; none for any other. */
export function nameFiles(head: Letters, query: string): string[] {
  const letters = query.toLowerCase().replace(/ /g, "");
  return head.names || !/^[a-z]{1,60}$/.test(letters) ? [] : filesOfKeys(keysOf(head, [letters]));
}
