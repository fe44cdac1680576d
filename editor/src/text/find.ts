import { fold } from "./fold";

/** Something that is looked for by the words of its name, or others. */
export interface Findable {
  name: string;
  /** Other words that people look for it by. */
  words?: string;
}

/** What words find, without regard to accents: first where they begin the name, then a word in it, then another word for it. */
export function findByWords<T extends Findable>(items: readonly T[], words: string): T[] {
  const folded = fold(words);
  return [0, 1, 2].flatMap((rank) => items.filter((item) => rankOf(item, folded) === rank));
}

function rankOf({ name, words: others = "" }: Findable, words: string): number | undefined {
  const begins = (text: string) => ` ${fold(text)}`.includes(` ${words}`);
  if (fold(name).startsWith(words)) return 0;
  if (begins(name)) return 1;
  return begins(others) ? 2 : undefined;
}
