/** A sentence of a passage, with offsets into the passage; `to` is before the mark that ends it. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
}

const pairs: Readonly<Record<string, string>> = { '《': '》', '“': '”', '(': ')', '〈': '〉', '‘': '’' };

/**
 * The sentences of a passage, divided at 。；！？ outside 《》, “” and (). A quoted clause “……。” has its own full stops
 * and is part of the sentence around it. A bracket that is never closed opens nothing.
 */
export function listSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  const open: string[] = [];
  // What is never closed opens nothing; looked up once, for a passage may hold a million brackets.
  const lastOf = new Map(Object.values(pairs).map((close) => [close, text.lastIndexOf(close)]));
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    const close = pairs[char];
    if (close !== undefined && (lastOf.get(close) ?? -1) > i) open.push(close);
    else if (open.length > 0 && char === open.at(-1)) open.pop();
    else if (open.length === 0 && '。;!?'.includes(char)) {
      if (i > from) sentences.push({ from, to: i });
      from = i + 1;
    }
  }
  if (from < text.length) sentences.push({ from, to: text.length });
  return sentences;
}
