/** Every page: the switch of languages and the field that leads to the search. Runs in the head, so that a page in the other language does not flash. */
{
  const key = 'jiaokan.lang';
  const root = document.documentElement;

  /** A page from a disk may have no storage; then a switch lasts for the page. */
  const remembered = (): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const remember = (language: string): void => {
    try {
      localStorage.setItem(key, language);
    } catch {
      // Nothing to mend: the switch works, it is only not kept.
    }
  };

  const set = (language: string): void => {
    root.lang = language;
    for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-lang]')) {
      button.setAttribute('aria-pressed', String(button.dataset['lang'] === language));
    }
  };

  root.classList.add('scripted');
  const wanted = remembered();
  if (wanted === 'en' || wanted === 'zh-CN') root.lang = wanted;
  document.addEventListener('DOMContentLoaded', () => {
    set(root.lang);
    for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-lang]')) {
      button.addEventListener('click', () => {
        const language = button.dataset['lang'] ?? 'zh-CN';
        remember(language);
        set(language);
      });
    }
    for (const field of document.querySelectorAll<HTMLInputElement>('input[data-search]')) {
      field.addEventListener('keydown', (event) => {
        // Enter while an input method composes picks a character.
        if (event.key !== 'Enter' || event.isComposing || field.value.trim() === '') return;
        location.href = `${field.dataset['search'] ?? ''}#${new URLSearchParams({ q: field.value.trim() }).toString()}`;
      });
    }
  });
}
