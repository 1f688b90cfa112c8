/** The page of a family: filters by kind, reason, component and member over its matrix and its table of differences. */
{
  const setUp = (filters: HTMLElement): void => {
    const checked = (): Set<string> =>
      new Set([...filters.querySelectorAll<HTMLInputElement>('input[name=kind]:checked')].map((box) => box.value));
    const chosen = (name: string): string =>
      filters.querySelector<HTMLSelectElement>(`select[name=${name}]`)?.value ?? '';

    const matches = (element: HTMLElement, kinds: Set<string>): boolean => {
      const own = (element.dataset['kinds'] ?? '').split(' ').filter((kind) => kind !== '');
      const reason = chosen('reason');
      return (
        own.some((kind) => kinds.has(kind)) &&
        (reason === '' || (element.dataset['reasons'] ?? '').split(' ').includes(reason)) &&
        (chosen('member') === '' || element.dataset['member'] === chosen('member'))
      );
    };

    const inComponent = (row: HTMLElement): boolean =>
      chosen('component') === '' || row.dataset['component'] === chosen('component');

    const apply = (): void => {
      const kinds = checked();
      const same = filters.querySelector<HTMLInputElement>('input[name=same]')?.checked === true;
      const member = chosen('member');
      let shown = 0;
      for (const row of document.querySelectorAll<HTMLElement>('.clause-matrix tbody tr')) {
        let any = false;
        for (const cell of row.querySelectorAll<HTMLElement>('td')) {
          const isMatch = matches(cell, kinds);
          any ||= isMatch;
          cell.classList.toggle('dim', !isMatch);
          cell.hidden = member !== '' && cell.dataset['member'] !== member;
        }
        row.hidden = !inComponent(row) || !(any || same);
        if (!row.hidden) shown += 1;
      }
      document.querySelectorAll<HTMLElement>('.clause-matrix thead th').forEach((head, place) => {
        head.hidden = place > 0 && member !== '' && String(place - 1) !== member;
      });
      for (const row of document.querySelectorAll<HTMLElement>('.differences tbody tr')) {
        row.hidden = !inComponent(row) || !matches(row, kinds);
      }
      const output = filters.querySelector('output');
      const all = document.querySelectorAll('.clause-matrix tbody tr').length;
      if (output) output.textContent = `${String(shown)} / ${String(all)}`;
    };

    filters.addEventListener('change', apply);
    apply();
  };

  document.addEventListener('DOMContentLoaded', () => {
    const filters = document.querySelector<HTMLElement>('.filters');
    if (filters) setUp(filters);
  });
}
