import MiniSearch from 'minisearch';
import type { Passage, Reading } from '../../model/document.js';
import type { Status } from '../../model/graph.js';
import { catalogues } from '../catalogue.js';
import { type Corpus, nameOf } from '../corpus.js';
import { visible, visibleLine } from '../visible.js';
import { option, word } from './audit-page.js';
import { provinceName } from './documents-page.js';
import { bothLabels, bothPlain } from './layout.js';
import { fragment, passageAnchor, workSlug } from './links.js';
import { html, type Html } from './markup.js';
import { Numbering } from './numbering.js';
import { searchTokens } from './search-tokens.js';
import { statusTerm } from './terms.js';

/**
 * `[slug, title, number, issuers, place, status, passages]`; place and passages are places in lists, the passages by
 * twos: the text and the fragment that leads to it.
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
  readonly fragments: readonly string[];
  readonly texts: readonly string[];
}

/** The fields of the index, and how it is asked; the page loads the index with the same. */
const indexOptions = {
  fields: ['title', 'number', 'issuers'],
  tokenize: searchTokens,
  processTerm: (term: string) => term,
};

/** The index over titles, numbers and issuers as `MiniSearch.loadJSON` takes it, and the texts. */
export function searchData(corpus: Corpus): { readonly index: unknown; readonly data: SearchData } {
  const [places, fragments, texts] = [new Numbering(), new Numbering(), new Numbering()];
  const index = new MiniSearch(indexOptions);
  const documents = [...corpus.readings.values()].map((reading, id): SearchedDocument => {
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
        fragments.of(fragment(passageAnchor(passage.eId))),
      ]),
    ];
  });
  return {
    index: index.toJSON(),
    data: { documents, places: places.texts, fragments: fragments.texts, texts: texts.texts },
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
export function searchMain(): Html {
  const every = option('', (words) => words.label.any);
  return html`<h1>${bothLabels('search')}</h1>
<p class="lead">${bothLabels('searchLead')}</p>
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
