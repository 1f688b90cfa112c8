/** The page of a comparison: keys that lead from difference to difference, and links that unfold what they lead to. */
{
  const root = document;
  const box = (id: string): HTMLInputElement | null => root.querySelector<HTMLInputElement>(`input#${id}`);

  const isShown = (element: Element): boolean => element.getClientRects().length > 0;

  /** Stops of the keys: what differs, and clauses that only stand elsewhere, as far as they are shown. */
  const stops = (): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('.difference, .row:not(.match, .plain-row) > .where')].filter((stop) => {
      const kind = /\bkind-(\w+)/.exec(stop.className)?.[1];
      return isShown(stop) && (kind === undefined || box(`show-${kind}`)?.checked !== false);
    });

  const current = (): HTMLElement | null => root.querySelector<HTMLElement>('.difference.current, .where.current');

  const select = (stop: HTMLElement): void => {
    for (const other of root.querySelectorAll('.current')) other.classList.remove('current');
    stop.classList.add('current');
    stop.closest('.row')?.classList.add('current');
    stop.scrollIntoView({ block: 'center' });
    if (stop.tabIndex >= -1 && stop.hasAttribute('tabindex')) stop.focus({ preventScroll: true });
    const id = stop.id || stop.closest('.row')?.id;
    if (id) history.replaceState(null, '', `#${encodeURIComponent(id)}`);
  };

  const step = (by: 1 | -1): void => {
    const all = stops();
    const from = current();
    const at = from ? all.indexOf(from) : -1;
    const next = at < 0 ? (by === 1 ? firstBelow(all) : all.length - 1) : at + by;
    const stop = all[Math.min(Math.max(next, 0), all.length - 1)];
    if (stop) select(stop);
  };

  /** Where nobody has stopped yet, the first one that the reader has not scrolled past. */
  const firstBelow = (all: readonly HTMLElement[]): number => {
    const found = all.findIndex((stop) => stop.getBoundingClientRect().top >= 0);
    return found < 0 ? 0 : found;
  };

  /** Unfolds what an address leads to. */
  const open = (): void => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id === '' ? null : root.getElementById(id);
    if (!target) return;
    const kind = /\bkind-(\w+)/.exec(target.className)?.[1];
    const kindBox = kind === undefined ? null : box(`show-${kind}`);
    if (kindBox) kindBox.checked = true;
    const same = box('show-same');
    if (same && !isShown(target)) same.checked = true;
    select(target.matches('.row') ? (target.querySelector<HTMLElement>('.difference, .where') ?? target) : target);
  };

  const keys = root.querySelector<HTMLDialogElement>('dialog#keys');

  const actions: Readonly<Record<string, () => void>> = {
    j: () => {
      step(1);
    },
    k: () => {
      step(-1);
    },
    v: () => box(box('view-beside')?.checked === true ? 'view-inline' : 'view-beside')?.click(),
    u: () => box('show-same')?.click(),
    '?': () => keys?.showModal(),
  };

  const isTyping = (target: EventTarget | null): boolean =>
    target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea, select');

  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keys?.open === true) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  root.addEventListener('DOMContentLoaded', () => {
    open();
    root.querySelector('dialog#keys [data-close]')?.addEventListener('click', () => keys?.close());
    for (const difference of root.querySelectorAll<HTMLElement>('.difference')) {
      difference.addEventListener('click', () => {
        select(difference);
      });
    }
  });
  addEventListener('hashchange', open);
}
