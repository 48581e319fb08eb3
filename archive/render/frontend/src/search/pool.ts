// Candidates from which answers are drawn, whichever way they were found.
import type { Candidate } from "./finder";
import type { Words } from "./query";

export interface Pool {
  readonly words: Words;
  /** For each word how many documents have it at most. */
  readonly counts: readonly number[];
  readonly candidates: ReadonlyMap<number, Candidate>;
  /** How many documents: exactly when complete, else at most. */
  readonly count: number;
  readonly isComplete: boolean;
  /** Whether one word is enough. */
  readonly isAny?: boolean;
  /** Where units were weighed when they were found. */
  readonly scores?: ReadonlyMap<number, number>;
  /** And documents. */
  readonly documentScores?: ReadonlyMap<number, number>;
  gather(): Promise<void>;
}

/** A pool in which everything is there already, and one word is enough. */
export function fixedPool(given: Omit<Pool, "isComplete" | "isAny" | "gather">): Pool {
  return { ...given, isComplete: true, isAny: true, gather: async () => undefined };
}
