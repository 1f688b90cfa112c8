import MiniSearch from 'minisearch';
import type { Passage, Reading } from '../../model/document.js';
import type { Status } from '../../model/graph.js';
import { catalogues } from '../catalogue.js';
import { type Corpus, nameOf } from '../corpus.js';
import { visible, visibleLine } from '../visible.js';
import { option, word } from './audit-page.js';
import { provinceName } from './documents-page.js';
import { bothLabels, bothPlain } from './layout.js';
import { passagePath, workSlug } from './links.js';
import { html, type Html } from './markup.js';
import { Numbering } from './numbering.js';
import { pager, type Part, partsByWeight } from './parts.js';
import { searchTokens } from './search-tokens.js';
import { statusTerm } from './terms.js';

/**
 * `[slug, title, number, issuers, place, status, passages]`; place and passages are places in lists, the passages by
 * twos: the text, and what stands behind `documents/<slug>` in the address that leads to it.
 */
type SearchedDocument = readonly [string, string, string, string, number, Status, readonly number[]];

/**
 * What the page searches in: documents as `src/client/search.ts` reads them. Titles, numbers and issuers are found by an
 * index. Texts are not indexed: pairs of characters with the documents that have them take several times the room of
 * the texts, which have to be there in any case to be shown, and to look through all of them takes less than a keystroke
 * (`npm run bench:site`). A passage that many documents share to the letter stands here once.
 */
export interface SearchData {
  readonly documents: readonly SearchedDocument[];
  readonly places: readonly string[];
  readonly endings: readonly string[];
  readonly texts: readonly string[];
}

/** The fields of the index, and how it is asked; the page loads the index with the same. */
const indexOptions = {
  fields: ['title', 'number', 'issuers'],
  tokenize: searchTokens,
  processTerm: (term: string) => term,
};

/**
 * Characters of clauses that one page searches in: 1,000 notices of which no two share a passage. Such a page weighs 25 MB,
 * opens in a second and answers a query within 50 ms (measured in Chromium); with more, browsers run out of patience.
 */
const mostCharacters = 8_500_000;

/** The documents by the pages that search in them: one, or for large sites several. */
export function searchParts(corpus: Corpus): readonly Part<Reading>[] {
  const length = (reading: Reading): number => clausesOf(reading).reduce((sum, { from, to }) => sum + to - from, 0);
  return partsByWeight('search', [...corpus.readings.values()], length, mostCharacters);
}

/** The index over titles, numbers and issuers as `MiniSearch.loadJSON` takes it, and the texts. */
export function searchData(
  corpus: Corpus,
  readings: readonly Reading[],
): { readonly index: unknown; readonly data: SearchData } {
  const [places, endings, texts] = [new Numbering(), new Numbering(), new Numbering()];
  const index = new MiniSearch(indexOptions);
  const documents = readings.map((reading, id): SearchedDocument => {
    const { document } = reading;
    const { title } = nameOf(corpus, document.id);
    const names = [document.title, document.annexTitle].filter((name) => name !== null).join(' ');
    const [number, issuers] = [document.number ?? '', document.issuers.join('、')];
    index.add({ id, title: names, number, issuers });
    return [
      ...([workSlug(document.id), visibleLine(title), visibleLine(number), visibleLine(issuers)] as const),
      places.of(provinceName(document.jurisdiction)),
      corpus.rows.get(document.id)?.status ?? 'unknown',
      // What the header says is found as title and number.
      clausesOf(reading).flatMap((passage) => [
        texts.of(visible(textOf(reading, passage))),
        endings.of(passagePath(corpus, document.id, passage.eId).slice(`documents/${workSlug(document.id)}`.length)),
      ]),
    ];
  });
  return {
    index: index.toJSON(),
    data: { documents, places: places.texts, endings: endings.texts, texts: texts.texts },
  };
}

function clausesOf({ passages }: Reading): readonly Passage[] {
  return passages.filter(({ component }) => component !== 'header');
}

function textOf({ text }: Reading, { from, to }: Passage): string {
  return text.text.slice(from, to);
}

const statuses = Object.keys(catalogues.en.status) as Status[];

/** The page of the search: a field, filters, and the place for what is found. */
export function searchMain(part: Part<Reading>): Html {
  const every = option('', (words) => words.label.any);
  return html`<h1>${bothLabels('search')}</h1>
<p class="lead">${bothLabels('searchLead')}${part.of > 1 && html` ${bothLabels('searchInPart')}`}</p>
${pager('search', part)}
<p class="unscripted">${bothLabels('searchNeedsScript')} <a href="documents.html">${bothLabels('allDocuments')}</a></p>
<div class="controls" role="search" aria-label="${bothPlain((words) => words.label.search)}">
<p class="field wide"><label for="query">${bothLabels('searchWords')}</label><input type="search" id="query" autocomplete="off" spellcheck="false"></p>
<p class="field"><label for="search-status">${bothLabels('status')}</label><select id="search-status">${every}${statuses.map((status) => option(status, (words) => words.status[status]))}</select></p>
<p class="field"><label for="search-place">${bothLabels('jurisdiction')}</label><select id="search-place">${every}</select></p>
<p class="count" role="status" id="search-count"></p>
</div>
<ol class="plain found" id="search-found"></ol>
<p id="search-more" hidden><button type="button">${bothLabels('moreResults')}</button></p>
<template id="search-words">
${statuses.map((status) => word(`status.${status}`, statusTerm(status)))}
${word('found', bothLabels('foundDocuments'))}
${word('near', bothLabels('foundNear'))}
${word('nothing', bothLabels('nothingFound'))}
${word('moreClauses', bothLabels('moreClauses'))}
</template>`;
}
