import { compareReadings, tokeniserFor, collate } from '../../src/compare/collate.js';
import { readingWitness } from '../../src/compare/witness.js';
import { align } from '../../src/compare/align.js';
import { compileLexicon } from '../../src/compare/lexicon.js';
import { rules } from '../project-rules.js';
import { seedReadings } from './corpus.js';
const a = seedReadings[5]!,
  b = seedReadings[6]!;
const t = (n: string, f: () => unknown) => {
  f();
  f();
  const x = [];
  for (let i = 0; i < 9; i++) {
    const s = performance.now();
    f();
    x.push(performance.now() - s);
  }
  console.log(n, x.sort((p, q) => p - q)[4]!.toFixed(2));
};
t('lexicon', () => compileLexicon(rules));
t('tokeniserFor', () => tokeniserFor(rules, [a, b]));
const tk = tokeniserFor(rules, [a, b]);
t('witness a', () => readingWitness(a, tk));
const wa = readingWitness(a, tk),
  wb = readingWitness(b, tk);
t('align', () => align(wa, wb));
t('collate', () => collate(wa, wb, { rules, tokenise: tk, variables: null }));
t('all', () => compareReadings(a, b, rules));
