/* exported wordsOf, relabelOptions */

/** Gives a word of the page in both languages, its slots filled. */
type PageWord = (key: string, values?: Readonly<Record<string, string | number>>) => Node;

/** The words that a page keeps in a template; a word that is not there shows as its key. */
function wordsOf(template: string): PageWord {
  const holder = document.getElementById(template);
  const words = new Map<string, Element>();
  if (holder instanceof HTMLTemplateElement) {
    for (const word of holder.content.querySelectorAll<HTMLElement>('[data-word]')) {
      words.set(word.dataset['word'] ?? '', word);
    }
  }
  return (key, values = {}) => {
    const word = words.get(key);
    const copy = document.createDocumentFragment();
    if (!word) copy.append(key.slice(key.indexOf('.') + 1));
    else for (const child of word.cloneNode(true).childNodes) copy.append(child.cloneNode(true));
    fillSlots(copy, values);
    return copy;
  };
}

/** Puts values into `{n}` and other slots, as text. */
function fillSlots(node: Node, values: Readonly<Record<string, string | number>>): void {
  if (node.nodeType === Node.TEXT_NODE) {
    node.textContent = (node.textContent ?? '').replace(/\{(\w+)\}/g, (slot, name: string) =>
      String(values[name] ?? slot),
    );
  }
  for (const child of node.childNodes) fillSlots(child, values);
}

/** Sets the text of options to the language of the page, now and whenever it is switched: an option can hide nothing. */
function relabelOptions(): void {
  const relabel = (): void => {
    const key = document.documentElement.lang === 'en' ? 'en' : 'zh';
    for (const option of document.querySelectorAll<HTMLOptionElement>('option[data-zh]')) {
      option.textContent = option.dataset[key] ?? '';
    }
  };
  relabel();
  new MutationObserver(relabel).observe(document.documentElement, { attributeFilter: ['lang'] });
}
