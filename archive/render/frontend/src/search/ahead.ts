// What a query needs before all else is asked for while the rest of the program is on its way: the
// postings of its first pairs of characters, the names that begin with its letters.
import { termsWithin } from "./analysis";
import { Files } from "./files";
import type { Head } from "./layout";
import { nameFiles } from "./letters";
import { AT_ONCE, fanOf, FEW_FILES, filesOf, inOrder, signFile, termFile } from "./spread";
import { hasTraditional } from "./traditional";

/** Words looked at; a pasted page is left to whoever takes it apart properly. */
const MOST_WORDS = 4;
/** What divides words for certain. What is mixed with anything else can wait. */
const BETWEEN = /[\s"“”「」『』，。、？！,?!]+/;
const HAN = /^[\u3400-\u9fff]{1,60}$/;

export class Ahead {
  readonly files: Files;
  readonly hasTraditional = hasTraditional;
  private loading: Promise<Head> | null = null;

  /** `root` is the address of the folder `search/`, with its slash. */
  constructor(root: string) {
    this.files = new Files(root);
  }

  /** Loads the first file. Rejects when it is missing; asking again then tries again. */
  head(): Promise<Head> {
    if (!this.loading) {
      this.loading = this.files.load<Head>("head").then((head) => {
        this.files.setVersion(head.version);
        return head;
      });
      this.loading.catch(() => (this.loading = null));
    }
    return this.loading;
  }

  /** Begins to load what this query needs. Whoever answers it asks again, and hears of failures. */
  async foresee(query: string): Promise<void> {
    const head = await this.head();
    const words = query.trim().split(BETWEEN).filter((word) => HAN.test(word)).slice(0, MOST_WORDS);
    const names = words.length > 0 ? firstFiles(head, words) : nameFiles(head, query.trim());
    for (const name of names) this.files.load(name).catch(() => undefined);
    // It takes a moment, in which the files are on their way.
    const rare = Array.from(words.join("")).filter((sign) => fanOf(head, sign) === 0).join("");
    if (hasTraditional(rare)) this.files.load("simplified").catch(() => undefined);
  }
}

/** The files that are asked for first where these words stand as they are. */
function firstFiles(head: Head, words: readonly string[]): string[] {
  return words.reduce<string[]>((all, word) => {
    const terms = inOrder(head, termsWithin(word));
    if (terms.length > 0) return all.concat(terms.slice(0, AT_ONCE).map((term) => termFile(head, term)));
    return all.concat(fanOf(head, word) > FEW_FILES ? signFile(word) : filesOf(head, word));
  }, []);
}
