/**
 * Signs that stand for whole expressions in an encoded sentence. They come from the end of the private-use area; a
 * document that holds one of them is read with U+FFFD in its place before the sentence is encoded.
 */
export const sign = {
  document: '\uF8D0',
  selfDocument: '\uF8D1',
  self: '\uF8D2',
  date: '\uF8D3',
  provisions: '\uF8D4',
  quote: '\uF8D5',
  period: '\uF8D6',
  issue: '\uF8D7',
  start: '\uF8D8',
} as const;

/** Any sign. */
export const anySign = /[\uF8D0-\uF8DF]/g;

const document = `[${sign.document}${sign.selfDocument}]`;

/** The slots of a frame as regular expressions over an encoded sentence; nothing repeats without bound. */
export const encodedSlots = {
  /** Several documents under one verb: 《甲》、《乙》和2019年印发的《丙》. 500 is more than any list seen (guessed). */
  docs: `${document}(?:(?:[、,;]|和|与|及|以及|、以及|,以及){1}(?:${sign.date}(?:印发|发布|公布|下发)的)?${document}){0,500}`,
  self: `[${sign.self}${sign.selfDocument}]`,
  date: sign.date,
  provisions: sign.provisions,
  quote: sign.quote,
  period: sign.period,
  issue: sign.issue,
  start: `(?:${sign.start}|${sign.date})`,
  /** A gap stays inside the sentence and never jumps over a document. */
  gap: `[^。;${sign.document}${sign.selfDocument}]`,
} as const;
