/** The search: documents by title, number and issuer through the index, and by what their clauses say. */
{
  /** Documents shown at first and by each turn of “more”. */
  const pageSize = 30;
  /** Clauses shown of a document. */
  const mostClauses = 3;
  /** Characters around the first match of a clause. */
  const context = 60;

  interface MiniSearchIndex {
    search(query: string, options: object): readonly { id: number; score: number }[];
  }
  type MiniSearchLoader = { loadJSON(json: string, options: object): MiniSearchIndex };

  /** As `SearchData` of `src/report/site/search-page.ts`. */
  type SearchedDocument = readonly [string, string, string, string, number, string, readonly number[]];
  interface SearchData {
    readonly documents: readonly SearchedDocument[];
    readonly places: readonly string[];
    readonly endings: readonly string[];
    readonly texts: readonly string[];
  }

  interface Found {
    readonly id: number;
    /** Places of the passages that match, in `passages` of the document. */
    readonly clauses: readonly number[];
    readonly score: number;
  }

  const start = (): void => {
    const data = document.getElementById('search-data')?.textContent;
    const json = document.getElementById('search-index')?.textContent;
    if (!data || !json) return;
    const { MiniSearch } = globalThis as unknown as { MiniSearch: MiniSearchLoader };
    const options = {
      fields: ['title', 'number', 'issuers'],
      tokenize: searchTokens,
      processTerm: (term: string) => term,
    };
    run(JSON.parse(data) as SearchData, MiniSearch.loadJSON(json, options));
  };

  const run = (data: SearchData, index: MiniSearchIndex): void => {
    const word = wordsOf('search-words');
    const lower = data.texts.map((text) => text.normalize('NFKC').toLowerCase());
    const query = document.getElementById('query') as HTMLInputElement;
    const status = document.getElementById('search-status') as HTMLSelectElement;
    const place = document.getElementById('search-place') as HTMLSelectElement;
    const list = document.getElementById('search-found') as HTMLOListElement;
    const count = document.getElementById('search-count') as HTMLElement;
    const more = document.getElementById('search-more') as HTMLElement;
    let shown = pageSize;

    const wordsIn = (text: string): string[] => text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);

    const fits = ([, , , , at, held]: SearchedDocument): boolean =>
      (status.value === '' || held === status.value) && (place.value === '' || data.places[at] === place.value);

    /** Which texts hold which of the words, as bits; each text is looked through once. */
    const bitsOf = (words: readonly string[]): Uint32Array =>
      Uint32Array.from(lower, (text) =>
        words.reduce((bits, part, n) => (text.includes(part) ? bits | (1 << n) : bits), 0),
      );

    /** Documents of which every word stands in a clause, the title, the number or the issuers. */
    const byText = (words: readonly string[]): Map<number, Found> => {
      const bits = bitsOf(words);
      const all = 2 ** words.length - 1;
      const found = new Map<number, Found>();
      data.documents.forEach((entry, id) => {
        const [, title, number, issuers, , , passages] = entry;
        const head = `${title} ${number} ${issuers}`.normalize('NFKC').toLowerCase();
        let together = words.reduce((sum, part, n) => (head.includes(part) ? sum | (1 << n) : sum), 0);
        const clauses: number[] = [];
        for (let n = 0; n < passages.length; n += 2) {
          const own = bits[passages[n] ?? 0] ?? 0;
          together |= own;
          if (own !== 0) clauses.push(n);
        }
        if (together !== all) return;
        // Clauses with more of the words come first, else in the order of the document.
        const rank = (n: number): number => countBits(bits[passages[n] ?? 0] ?? 0);
        found.set(id, { id, clauses: clauses.sort((a, b) => rank(b) - rank(a) || a - b), score: 0 });
      });
      return found;
    };

    const search = (): { found: Found[]; isNear: boolean } => {
      const words = wordsIn(query.value).slice(0, 30);
      if (words.length === 0) return { found: [], isNear: false };
      const found = byText(words);
      const titles = index.search(query.value, { combineWith: 'AND', boost: { title: 3, number: 3 } });
      for (const { id, score } of titles) found.set(id, { id, clauses: found.get(id)?.clauses ?? [], score });
      const isNear = found.size === 0;
      if (isNear) {
        for (const { id, score } of index.search(query.value, { combineWith: 'OR' })) {
          found.set(id, { id, clauses: [], score });
        }
      }
      const kept = [...found.values()].filter(({ id }) => {
        const entry = data.documents[id];
        return entry !== undefined && fits(entry);
      });
      return {
        found: kept.sort((a, b) => b.score - a.score || b.clauses.length - a.clauses.length || a.id - b.id),
        isNear,
      };
    };

    const element = (name: string, content: readonly (Node | string)[], look = ''): HTMLElement => {
      const made = document.createElement(name);
      if (look) made.className = look;
      made.append(...content);
      return made;
    };

    const link = (content: readonly (Node | string)[], href: string, look = ''): HTMLElement => {
      const made = element('a', content, look);
      (made as HTMLAnchorElement).href = href;
      return made;
    };

    /** The text with every word marked. */
    const marked = (text: string, words: readonly string[]): (Node | string)[] => {
      const [low, pieces] = [text.toLowerCase(), [] as (Node | string)[]];
      // A character whose lower case is longer would move the marks; then nothing is marked.
      if (low.length !== text.length) return [text];
      let at = 0;
      while (at < text.length) {
        const next = words
          .map((part) => ({ from: low.indexOf(part, at), part }))
          .filter(({ from }) => from >= 0)
          .sort((a, b) => a.from - b.from || b.part.length - a.part.length)[0];
        if (!next) break;
        const to = next.from + next.part.length;
        pieces.push(text.slice(at, next.from), element('mark', [text.slice(next.from, to)]));
        at = to;
      }
      return [...pieces, text.slice(at)];
    };

    /** The part of a clause around its first match. */
    const excerpt = (text: string, words: readonly string[]): string => {
      const low = text.toLowerCase();
      const first = Math.min(...words.map((part) => low.indexOf(part)).filter((from) => from >= 0));
      const from = Math.max(0, first - context);
      const to = Math.min(text.length, first + 2 * context);
      return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
    };

    const entryNode = ({ id, clauses }: Found, words: readonly string[]): Node[] => {
      const entry = data.documents[id];
      if (!entry) return [];
      const [slug, title, number, issuers, , held, passages] = entry;
      const href = `documents/${slug}.html`;
      const lines = clauses.slice(0, mostClauses).map((n) => {
        const text = data.texts[passages[n] ?? 0] ?? '';
        const ending = data.endings[passages[n + 1] ?? 0] ?? '';
        return element('li', [link(marked(excerpt(text, words), words), `documents/${slug}${ending}`)]);
      });
      const rest = clauses.length - lines.length;
      const [name, numbered, by] = [title, number, issuers].map((text) => marked(text, words));
      return [
        element('li', [
          link(name ?? [], href, 'title'),
          ...(number && number !== title ? [' ', element('span', numbered ?? [], 'number')] : []),
          ' ',
          word(`status.${held}`),
          ' ',
          element('small', by ?? []),
          ...(lines.length > 0 ? [element('ul', lines, 'clauses')] : []),
          ...(rest > 0 ? [element('small', [word('moreClauses', { n: rest })])] : []),
        ]),
      ];
    };

    const render = (): void => {
      const words = wordsIn(query.value);
      const { found, isNear } = search();
      list.replaceChildren(...found.slice(0, shown).flatMap((entry) => entryNode(entry, words)));
      more.hidden = found.length <= shown;
      if (words.length === 0) count.replaceChildren();
      else if (found.length === 0) count.replaceChildren(word('nothing'));
      else count.replaceChildren(word(isNear ? 'near' : 'found', { n: found.length }));
    };

    const fields = { q: query, status, place } as const;
    const change = (): void => {
      shown = pageSize;
      render();
      const said = Object.entries(fields).filter(([, { value }]) => value !== '');
      history.replaceState(
        null,
        '',
        `#${new URLSearchParams(said.map(([key, { value }]) => [key, value])).toString()}`,
      );
      carryOn();
    };

    /** The other pages of the search ask what this one does. */
    const carryOn = (): void => {
      for (const other of document.querySelectorAll<HTMLAnchorElement>('.pager a')) other.hash = location.hash;
    };

    const follow = (): void => {
      const values = new URLSearchParams(location.hash.slice(1));
      for (const [key, field] of Object.entries(fields)) field.value = values.get(key) ?? '';
      shown = pageSize;
      render();
      carryOn();
    };

    for (const name of [...data.places].sort(new Intl.Collator('zh-CN').compare)) place.append(new Option(name, name));
    relabelOptions();
    for (const field of Object.values(fields)) field.addEventListener('input', change);
    more.addEventListener('click', () => {
      shown += pageSize;
      render();
    });
    window.addEventListener('hashchange', follow);
    follow();
    query.focus();
  };

  const countBits = (bits: number): number => {
    let count = 0;
    for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
    return count;
  };

  document.addEventListener('DOMContentLoaded', start);
}
