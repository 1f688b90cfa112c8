import { readFileSync } from 'node:fs';
import type { Document, Passage, Reading } from '../../src/model/document.js';
import type { EId, Sha256, WorkId } from '../../src/model/ids.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { makeDocument, plainText } from '../compare/builder.js';
import { type Random, randomOf } from '../compare/random.js';
import { rules } from '../project-rules.js';

/** The twenty notices of the seeds. */
export const seedReadings: readonly Reading[] = readCapture(
  readFileSync(new URL('../../seeds/notices.txt', import.meta.url)),
  'seeds/notices.txt',
  rules,
).readings;

/** A document from paragraphs, as the reading would give it; made up, so that a benchmark measures one stage alone. */
export function documentOf(id: string, paragraphs: readonly string[], fields: Partial<Document> = {}): Reading {
  const text = paragraphs.join('\n');
  let from = 0;
  const passages = paragraphs.map((paragraph, index): Passage => {
    const start = from;
    from += paragraph.length + 1;
    return {
      eId: `para_${String(index + 1)}` as EId,
      component: 'body',
      kind: 'paragraph',
      path: [],
      line: index + 1,
      from: start,
      to: start + paragraph.length,
      labelTo: start,
    };
  });
  const document = makeDocument(id, []);
  const source = { ...document.source, textSha256: id as Sha256 };
  return { document: { ...document, id: id as WorkId, source, ...fields }, text: plainText(text), passages };
}

/** UTF-8 bytes of a document in the benchmark of families: a notice of three pages. */
const documentBytes = 8_192;

/**
 * Documents of 8 KB from the sentences of the seeds, their words exchanged at random so that strangers are strangers;
 * every tenth opens a family of three that differ by a word in forty.
 */
export function corpusOf(count: number): readonly Reading[] {
  const random = randomOf(1);
  const words = seedReadings.flatMap(({ text }) => text.text.match(/[\p{Script=Han}]{2,4}|[,。;:]/gu) ?? []);
  const documents: Reading[] = [];
  while (documents.length < count) {
    const model = paragraphsOf(words, random);
    const size = documents.length % 10 === 0 ? 3 : 1;
    for (let member = 0; member < size && documents.length < count; member += 1) {
      const id = `CN-XX/2023/${String(documents.length).padStart(6, '0')}`;
      documents.push(documentOf(id, member === 0 ? model : model.map((text) => retouch(text, words, random))));
    }
  }
  return documents;
}

function paragraphsOf(words: readonly string[], random: Random): readonly string[] {
  const paragraphs: string[] = [];
  for (let bytes = 0; bytes < documentBytes; ) {
    const paragraph = Array.from({ length: 40 }, () => random.pick(words)).join('');
    paragraphs.push(paragraph);
    bytes += Buffer.byteLength(paragraph) + 1;
  }
  return paragraphs;
}

function retouch(text: string, words: readonly string[], random: Random): string {
  const at = random.below(text.length);
  return text.slice(0, at) + random.pick(words) + text.slice(at + 3);
}
