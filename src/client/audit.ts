/** The audit: any day, filters, order and pages over all documents, and what is shown as CSV. */
{
  const longestQuote = 60;

  /** What is shown. It stands in the address, so that it can be sent to somebody. */
  interface View {
    day: AuditDay;
    text: string;
    status: string;
    place: string;
    issuer: string;
    held: string;
    disagrees: boolean;
    sort: string;
    down: boolean;
    page: number;
  }

  /** A document with what holds of it on the day that is shown. */
  interface Row {
    readonly place: number;
    readonly work: AuditWork;
    readonly period: AuditPeriod;
  }

  type Key = 'as-of' | 'text' | 'status' | 'place' | 'issuer' | 'held' | 'disagrees' | 'sort' | 'page';

  const fieldIds = {
    text: 'filter-text',
    status: 'filter-status',
    place: 'filter-place',
    issuer: 'filter-issuer',
    held: 'filter-held',
  } as const;

  const start = (): void => {
    const holder = document.getElementById('audit-index');
    if (holder) run(JSON.parse(holder.textContent) as AuditIndex);
  };

  const run = (index: AuditIndex): void => {
    const word = wordsOf('audit-words');
    const pageSize = index.rowsPerPage;
    const statusOrder = [...document.querySelectorAll<HTMLOptionElement>('#filter-status option')].map((o) => o.value);
    const collator = new Intl.Collator('zh-CN', { numeric: true });
    const searched = index.works.map(([, title, number]) => folded(`${title} ${number}`));
    const unset: View = {
      ...{ day: index.asOf, text: '', status: '', place: '', issuer: '', held: '', disagrees: false },
      ...{ sort: '', down: false, page: 1 },
    };
    let view: View = { ...unset };

    const known = <Element extends HTMLElement>(id: string, type: new () => Element): Element => {
      const element = document.getElementById(id);
      if (element instanceof type) return element;
      throw new Error(`the page has no ${id}`);
    };
    const dayField = known('as-of', HTMLInputElement);
    const disagreesField = known('filter-disagrees', HTMLInputElement);
    const table = known('audit-table', HTMLTableElement);
    const body = table.tBodies[0];
    const template = known('audit-row', HTMLTemplateElement).content.querySelector('tr');
    const field = (name: keyof typeof fieldIds): HTMLInputElement | HTMLSelectElement =>
      document.getElementById(fieldIds[name]) as HTMLInputElement | HTMLSelectElement;

    const isHeld = (work: AuditWork): boolean => work[3] > 0;
    const hasPage = (work: AuditWork): boolean => work[3] === 2;
    const idOf = ([id, , number]: AuditWork): string => (id.endsWith('/') ? id + number : id);
    const nameOf = (work: AuditWork): string => work[1] || work[2] || idOf(work);

    const rowsShown = (): Row[] => {
      const wanted = folded(view.text).split(' ').filter(Boolean);
      const rows: Row[] = [];
      index.works.forEach((work, place) => {
        const period = auditPeriodOn(work[9], view.day);
        if (period && fits(work, period) && wanted.every((part) => searched[place]?.includes(part))) {
          rows.push({ place, work, period });
        }
      });
      return sorted(rows);
    };

    const fits = (work: AuditWork, period: AuditPeriod): boolean =>
      (view.status === '' || period[1] === view.status) &&
      (view.place === '' || index.places[work[5]] === view.place) &&
      (view.issuer === '' || work[6].some((issuer) => index.issuers[issuer] === view.issuer)) &&
      (view.held === '' || (view.held === 'held') === isHeld(work)) &&
      (!view.disagrees || period[6] === 1);

    const sorted = (rows: Row[]): Row[] => {
      const compare = orders[view.sort];
      if (!compare) return rows;
      return rows.sort((a, b) => (view.down ? compare(b, a) : compare(a, b)) || a.place - b.place);
    };

    const typeOf = ({ period }: Row): string => index.reasons[period[5]]?.[0] ?? '';
    const labelOf = ({ work }: Row): string => index.labels[work[7]] ?? '';
    const orders: Readonly<Record<string, (a: Row, b: Row) => number>> = {
      work: (a, b) => collator.compare(nameOf(a.work), nameOf(b.work)),
      status: (a, b) => statusOrder.indexOf(a.period[1]) - statusOrder.indexOf(b.period[1]),
      since: (a, b) => a.period[3] - b.period[3],
      until: (a, b) => a.period[4] - b.period[4],
      reason: (a, b) => collator.compare(typeOf(a), typeOf(b)),
      label: (a, b) => collator.compare(labelOf(a), labelOf(b)),
    };

    const element = (name: string, content: readonly (Node | string)[], look = ''): HTMLElement => {
      const made = document.createElement(name);
      if (look) made.className = look;
      made.append(...content);
      return made;
    };

    const dayNode = (day: AuditDay): Node => {
      if (day === 0) return word('none');
      const time = document.createElement('time');
      time.dateTime = time.textContent = auditTextOf(day);
      return time;
    };

    const link = (work: AuditWork, fragment: string): string =>
      hasPage(work) ? `documents/${work[4]}.html${fragment && `#${fragment}`}` : `#w-${work[4]}`;

    const title = (work: AuditWork, isLinked: boolean): Node[] => {
      const name = element(isLinked ? 'a' : 'span', [nameOf(work)], 'title');
      if (name instanceof HTMLAnchorElement) name.href = link(work, '');
      return work[2] && work[2] !== nameOf(work) ? [name, new Text(' '), element('span', [work[2]], 'number')] : [name];
    };

    const statusNodes = ([, status, implied]: AuditPeriod): Node[] =>
      implied ? [word(`status.${status}`), new Text(' '), word('implied')] : [word(`status.${status}`)];

    const reasonNodes = ({ work, period }: Row): Node[] => {
      const reason = index.reasons[period[5]];
      if (reason) return [word(`effect.${reason[0]}`), new Text(' '), element('q', [shortened(reason[3])])];
      if (work[8]) return [element('span', [word('declared'), `: ${work[8]}`], 'quiet')];
      return [period[2] ? word('impliedStart') : word('none')];
    };

    const proof = (work: AuditWork, reason: AuditReason): Node[] => {
      const [type, by, line, quote, snapshot, fragment] = reason;
      const affecting = index.works[by];
      const place = element('a', [word('line', { n: line })], 'day');
      if (place instanceof HTMLAnchorElement && affecting) place.href = link(affecting, fragment);
      const hash = element('span', [index.snapshots[snapshot]?.slice(0, 12) ?? ''], 'hash');
      hash.title = index.snapshots[snapshot] ?? '';
      return [
        word(`effect.${type}`),
        new Text(' '),
        element('q', [quote]),
        ...(affecting && affecting !== work ? [new Text(' '), ...title(affecting, true)] : []),
        new Text(' '),
        element('small', [place, ' · ', word('evidence'), ' ', hash]),
      ];
    };

    /** Every status with its evidence, then what brought none: the same on any day. */
    const evidence = (work: AuditWork): HTMLElement[] => {
      const item = (place: number, mark: readonly (Node | string)[]): HTMLElement[] => {
        const reason = index.reasons[place];
        return reason ? [element('li', [...mark, ' ', ...proof(work, reason)])] : [];
      };
      const items = [
        ...work[9].flatMap((period) => item(period[5], [dayNode(period[0]), ' ', ...statusNodes(period)])),
        ...(work[10] ?? []).flatMap(([place, refusal]) => item(place, [word(`other.${refusal}`)])),
      ];
      if (items.length === 0) return [];
      const summary = element('summary', [word('evidenceCount', { n: items.length })]);
      return [element('details', [summary, element('ol', items, 'plain')])];
    };

    const rowNode = (row: Row): Node => {
      const made = template?.cloneNode(true) as HTMLTableRowElement;
      const { work, period } = row;
      made.id = `w-${work[4]}`;
      const fill = (cell: string, content: readonly (Node | string)[]): void => {
        made.querySelector(`[data-cell="${cell}"]`)?.replaceChildren(...content);
      };
      const label = labelOf(row);
      const lost = period[7] === undefined ? [] : [element('br', []), element('small', [period[7]])];
      fill('work', [...title(work, hasPage(work)), ...(isHeld(work) ? [] : [' ', word('cited')])]);
      fill('status', [...statusNodes(period), ...lost]);
      fill('since', [dayNode(period[3])]);
      fill('until', [dayNode(period[4])]);
      fill('reason', [...reasonNodes(row), ...evidence(work)]);
      fill('label', label ? [label, ...(period[6] ? [element('br', []), word('disagrees')] : [])] : [word('none')]);
      return made;
    };

    const pageButton = (key: 'previous' | 'next', to: number, isOff: boolean): HTMLElement => {
      const button = element('button', [word(key)]) as HTMLButtonElement;
      button.type = 'button';
      button.disabled = isOff;
      button.addEventListener('click', () => {
        change({ page: to });
        table.scrollIntoView();
      });
      return button;
    };

    const pager = (of: number, first: number, last: number): HTMLElement[] => {
      if (of <= pageSize) return [];
      const range = element('p', [word('range', { from: first + 1, to: last, total: of })], 'range');
      const turn = [
        pageButton('previous', view.page - 1, view.page === 1),
        pageButton('next', view.page + 1, last >= of),
      ];
      return [element('div', [range, ...turn], 'pager')];
    };

    const render = (): void => {
      const rows = rowsShown();
      view.page = Math.min(view.page, Math.max(1, Math.ceil(rows.length / pageSize)));
      const first = (view.page - 1) * pageSize;
      const shown = rows.slice(first, first + pageSize);
      body?.replaceChildren(...shown.map(rowNode));
      if (shown.length === 0) body?.append(nothing());
      document.getElementById('audit-pager')?.replaceChildren(...pager(rows.length, first, first + shown.length));
      showCount(rows.length);
    };

    const nothing = (): HTMLElement => {
      const cell = element('td', [word('nothing')], 'quiet') as HTMLTableCellElement;
      cell.colSpan = 6;
      return element('tr', [cell]);
    };

    const showCount = (count: number): void => {
      known('audit-count', HTMLElement).replaceChildren(word('count', { n: count, of: index.works.length }));
      known('audit-lead', HTMLElement).replaceChildren(word('lead', { date: auditTextOf(view.day) }));
      known('audit-note', HTMLElement).hidden = view.day === index.asOf;
      for (const head of table.querySelectorAll<HTMLElement>('th[data-sort]')) {
        const order = view.down ? 'descending' : 'ascending';
        if (head.dataset['sort'] === view.sort) head.setAttribute('aria-sort', order);
        else head.removeAttribute('aria-sort');
      }
    };

    const showFields = (): void => {
      if (document.activeElement !== dayField || auditDayOf(dayField.value) === null) {
        dayField.value = auditTextOf(view.day);
      }
      disagreesField.checked = view.disagrees;
      for (const name of Object.keys(fieldIds) as (keyof typeof fieldIds)[]) {
        if (field(name).value !== view[name]) field(name).value = view[name];
      }
    };

    const addressOf = (): string => {
      const values: readonly (readonly [Key, string])[] = [
        ['as-of', view.day === index.asOf ? '' : auditTextOf(view.day)],
        ...(['text', 'status', 'place', 'issuer', 'held'] as const).map((name) => [name, view[name]] as const),
        ['disagrees', view.disagrees ? 'yes' : ''],
        ['sort', view.sort && `${view.sort}${view.down ? ' down' : ''}`],
        ['page', view.page === 1 ? '' : String(view.page)],
      ];
      const said = values.filter(([, value]) => value !== '');
      return new URLSearchParams(said.map(([key, value]) => [key, value])).toString();
    };

    const viewOf = (address: string): View => {
      const values = new URLSearchParams(address);
      const said = (key: Key): string => values.get(key) ?? '';
      const [sort = '', down] = said('sort').split(' ');
      return {
        ...{ day: auditDayOf(said('as-of')) ?? index.asOf, text: said('text'), status: said('status') },
        ...{ place: said('place'), issuer: said('issuer'), held: said('held'), disagrees: said('disagrees') === 'yes' },
        ...{ sort, down: down === 'down', page: Math.max(1, Math.trunc(Number(said('page'))) || 1) },
      };
    };

    const change = (part: Partial<View>): void => {
      view = { ...view, page: 1, ...part };
      render();
      const address = addressOf();
      history.replaceState(null, '', address === '' ? '#' : `#${address}`);
    };

    /** An address names a view, or the row of one document. */
    const follow = (): void => {
      const address = location.hash.slice(1);
      if (address.startsWith('w-')) return showRow(address.slice(2));
      view = viewOf(address);
      showFields();
      render();
    };

    const showRow = (slug: string): void => {
      if (!document.getElementById(`w-${slug}`)) {
        const place = index.works.findIndex((work) => work[4] === slug);
        if (place < 0) return;
        view = { ...unset, page: Math.floor(place / pageSize) + 1 };
        showFields();
        render();
      }
      // Going there again marks the row as the target of the address.
      location.replace(`#w-${slug}`);
      document.getElementById(`w-${slug}`)?.scrollIntoView({ block: 'center' });
    };

    const download = (): void => {
      const heads =
        'id,title,number,held,status,statusZh,implied,since,until,provisions,reasonType,reasonBy,reasonLine,reasonQuote,reasonSnapshot,declared,officialStatus,disagrees';
      const lines = rowsShown().map((row) => record(row).map(auditCsvField).join(','));
      const blob = new Blob([`\ufeff${[heads, ...lines].map((line) => `${line}\r\n`).join('')}`], { type: 'text/csv' });
      const anchor = document.createElement('a');
      anchor.href = URL.createObjectURL(blob);
      anchor.download = `audit-${auditTextOf(view.day)}.csv`;
      anchor.click();
      URL.revokeObjectURL(anchor.href);
    };

    const record = (row: Row): string[] => {
      const { work, period } = row;
      const reason = index.reasons[period[5]];
      const by = reason && index.works[reason[1]];
      const statusZh = document.querySelector<HTMLOptionElement>(`#filter-status option[value="${period[1]}"]`);
      return [
        ...[idOf(work), work[1], work[2], String(isHeld(work)), period[1], statusZh?.dataset['zh'] ?? ''],
        ...[String(period[2] === 1), auditTextOf(period[3]), auditTextOf(period[4]), period[7] ?? ''],
        ...(reason
          ? [reason[0], by ? idOf(by) : '', String(reason[2]), reason[3], index.snapshots[reason[4]] ?? '']
          : ['', '', '', '', '']),
        ...[work[8], labelOf(row), String(period[6] === 1)],
      ];
    };

    const addOptions = (name: 'place' | 'issuer', texts: readonly string[]): void => {
      const select = field(name);
      for (const text of [...texts].sort((a, b) => collator.compare(a, b))) {
        const option = element('option', [text]) as HTMLOptionElement;
        option.value = text;
        select.append(option);
      }
    };

    const makeHeadsSort = (): void => {
      for (const head of table.querySelectorAll<HTMLElement>('th[data-sort]')) {
        const button = element('button', [...head.childNodes], 'sort') as HTMLButtonElement;
        button.type = 'button';
        head.append(button);
        button.addEventListener('click', () => {
          const sort = head.dataset['sort'] ?? '';
          // Up, down, and back to the order of the page.
          if (view.sort !== sort) change({ sort, down: false });
          else if (!view.down) change({ down: true });
          else change({ sort: '', down: false });
        });
      }
    };

    addOptions('place', index.places);
    addOptions('issuer', index.issuers);
    relabelOptions();
    makeHeadsSort();
    dayField.addEventListener('input', () => {
      const day = auditDayOf(dayField.value);
      // What is cleared or not yet a day is the day of the report, as the field says again when it is left.
      change({ day: day ?? index.asOf });
    });
    dayField.addEventListener('blur', showFields);
    disagreesField.addEventListener('change', () => change({ disagrees: disagreesField.checked }));
    for (const name of Object.keys(fieldIds) as (keyof typeof fieldIds)[]) {
      field(name).addEventListener('input', () => change({ [name]: field(name).value }));
    }
    document.getElementById('audit-csv')?.addEventListener('click', download);
    document.getElementById('audit-reset')?.addEventListener('click', () => {
      change({ ...unset });
      showFields();
    });
    window.addEventListener('hashchange', follow);
    if (location.hash.length > 1) follow();
    else {
      // A reload may keep what was typed.
      showFields();
      const first = document.querySelectorAll('#audit-pager *').length > 0;
      if (first) render();
      else showCount(index.works.length);
    }
  };

  const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

  const shortened = (text: string): string => {
    const characters = [...text];
    return characters.length <= longestQuote ? text : `${characters.slice(0, longestQuote).join('')}…`;
  };

  document.addEventListener('DOMContentLoaded', start);
}
