import { type Catalogue, catalogues, fill, type Label } from './catalogue.js';

/** A label in Chinese with English beside it, for formats that hold one text. */
export function both(label: Label, values: Readonly<Record<string, string | number>> = {}): string {
  return bothWords((words) => fill(words.label[label], values));
}

/** A word of the model in Chinese with English beside it; once where both catalogues have the same. */
export function bothWords(word: (words: Catalogue) => string): string {
  const [zh, en] = [word(catalogues['zh-CN']), word(catalogues.en)];
  return zh === en ? zh : `${zh} ${en}`;
}
