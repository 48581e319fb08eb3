// All that is loaded once, and what finds the places that have every word of a query.
import { spellPinyin, synonymsOf, withForms } from "./expand";
import type { Files } from "./files";
import { Finder } from "./finder";
import { type Head, Layout } from "./layout";
import { otherNumbers } from "./numerals";
import type { Pool } from "./pool";
import { Postings } from "./postings";
import { divideLine, joinSyllables, type Word, type Words } from "./query";
import { Sounds } from "./sounds";
import { Texts } from "./texts";

export class Loaded {
  readonly layout: Layout;
  readonly postings: Postings;
  readonly texts: Texts;
  readonly sounds: Sounds;

  constructor(files: Files, head: Head) {
    this.layout = new Layout(head);
    this.postings = new Postings(files, this.layout);
    this.texts = new Texts(files, this.layout);
    this.sounds = new Sounds(files, this.layout);
  }

  /** What has every word, in any of its forms. */
  async find(words: Words): Promise<Finder> {
    const finder = new Finder(this.postings, this.layout, words);
    await finder.start();
    return finder;
  }

  /** What has every word as it was typed, or as a synonym, or as pinyin. */
  async findPlain(words: Words): Promise<Pool> {
    const joined = joinSyllables(words);
    if (joined.length < words.length) {
      const pool = await this.find(await this.withAll(joined, false));
      if (pool.candidates.size > 0) return pool;
    }
    return this.find(await this.withAll(words, false));
  }

  /** Words with their synonyms, numbers and spellings; with `all` every spelling and no synonym. */
  async withAll(words: Words, all: boolean): Promise<Words> {
    const { synonyms } = this.layout.head;
    const widened: Word[] = [];
    for (const word of words) {
      let wide = word;
      if (!word.isPhrase && !all) {
        const same = synonymsOf(word.line, synonyms, this.sounds.simplified);
        wide = withForms(wide, same, "synonym");
        wide = withForms(wide, otherNumbers(word.line), "synonym");
      }
      if (!word.isPhrase && /[a-z]/.test(word.line) && (all || (await this.isPinyin(word)))) {
        wide = withForms(wide, await spellPinyin(word, this.sounds, all), "pinyin");
      }
      widened.push(wide);
    }
    return widened;
  }

  /** Whether letters are read as pinyin: not "AI" where it is a word that is said. */
  private async isPinyin(word: Word): Promise<boolean> {
    const ways = divideLine(word.line);
    if (ways.length === 0) return false;
    const isShort = ways.every((way) => way.length < 2);
    return !isShort || (await this.postings.line(word.line, false)).count === 0;
  }
}
