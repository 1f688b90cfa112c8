/**
 * The script of a served page: buttons, keys and a bar for whatever the page marks with `data-subject`. It is served as a
 * file of its own, with a constant `words` before it (words by language). Plain JavaScript, as there is no bundler; text
 * is only ever set as text.
 */
export const reviewClient = String.raw`
const csrf = document.querySelector('meta[name="jiaokan-csrf"]').content;
const nameKey = 'jiaokan-reviewer';
const states = new Map();
let selected = null;

const language = () => (document.documentElement.lang.startsWith('en') ? 'en' : 'zh-CN');
const word = (key, values = {}) =>
  (words[language()][key] || key).replace(/\{(\w+)\}/g, (slot, name) => String(values[name] ?? slot));

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/* The bar */

const status = element('p');
status.setAttribute('role', 'status');
status.setAttribute('aria-live', 'polite');
const nameLabel = element('span');
const nameInput = element('input', { name: 'reviewer', maxLength: 80, autocomplete: 'name' });
const familySelect = element('select', { name: 'family' });
const kindSelect = element('select', { name: 'kind' });
const bulkButton = element('button', { type: 'button' });
const bulk = element('span', { className: 'review-bulk' }, [familySelect, ' ', kindSelect, ' ', bulkButton]);
const bar = element('section', { className: 'review-bar' }, [
  element('label', {}, [nameLabel, ' ', nameInput]), bulk, status,
]);

function say(text, isError = false) {
  status.textContent = text;
  status.className = isError ? 'error' : '';
}

function readName() {
  try { return localStorage.getItem(nameKey) || ''; } catch { return ''; }
}

function keepName() {
  try { localStorage.setItem(nameKey, nameInput.value.trim()); } catch { /* private windows forget it */ }
}

/* The note */

const noteTitle = element('h2', { id: 'review-note-title' });
const noteText = element('textarea', { maxLength: 4000 });
noteText.setAttribute('aria-labelledby', 'review-note-title');
const noteSave = element('button', { type: 'submit', value: 'save' });
const noteCancel = element('button', { type: 'submit', value: 'cancel', formNoValidate: true });
const dialog = element('dialog', { className: 'review-dialog' }, [
  element('form', { method: 'dialog' }, [noteTitle, noteText, element('p', {}, [noteSave, ' ', noteCancel])]),
]);

function askNote() {
  noteText.value = '';
  dialog.returnValue = 'cancel';
  dialog.showModal();
  noteText.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const text = noteText.value.trim();
      resolve(dialog.returnValue === 'save' && text !== '' ? text : null);
    }, { once: true });
  });
}

/* Things that can be decided on */

const all = () => [...document.querySelectorAll('[data-subject]')];

function home(subject) {
  return subject.tagName === 'TR' ? subject.lastElementChild || subject : subject;
}

function equip(subject) {
  const state = element('span', { className: 'review-state' });
  const tools = element('span', { className: 'review-tools' }, ['accept', 'reject', 'note'].map((verdict) => {
    const button = element('button', { type: 'button' });
    button.dataset.verdict = verdict;
    button.addEventListener('click', (event) => {
      event.preventDefault();
      event.stopPropagation();
      select(subject);
      void act(verdict, subject);
    });
    return button;
  }));
  tools.setAttribute('role', 'group');
  subject.tabIndex = 0;
  /* Subjects may lie in one another: the innermost is meant. */
  for (const happening of ['focusin', 'click']) {
    subject.addEventListener(happening, (event) => {
      if (event.target.closest('[data-subject]') === subject) select(subject);
    });
  }
  home(subject).append(state, tools);
}

function said(decision) {
  return [word(decision.verdict), decision.by, decision.on, decision.note].filter(Boolean).join(' · ');
}

function show(subject) {
  const known = states.get(subject.dataset.subject);
  const state = home(subject).querySelector(':scope > .review-state');
  const tools = home(subject).querySelector(':scope > .review-tools');
  tools.hidden = !known;
  tools.setAttribute('aria-label', word('review'));
  for (const button of tools.children) {
    button.textContent = word(button.dataset.verdict);
    button.title = button.dataset.verdict[0];
  }
  const decisions = known ? known.decisions : [];
  const last = decisions.length > 0 ? ' (' + decisions.map(said).join('; ') + ')' : '';
  const isQuiet = !known || (known.standing === 'open' && decisions.length === 0);
  state.textContent = isQuiet ? '' : word(known.standing) + last;
  state.className = 'review-state ' + (known ? known.standing : '');
  subject.dataset.standing = known ? known.standing : '';
}

function select(subject) {
  if (selected === subject) return;
  if (selected) selected.classList.remove('review-selected');
  selected = subject;
  if (selected) selected.classList.add('review-selected');
}

function showBulk() {
  const here = new Set(all().map((subject) => subject.dataset.subject));
  const found = [...states.values()].filter((state) => here.has(state.subject) && state.family !== null);
  const families = [...new Set(found.map((state) => state.family))];
  fillSelect(familySelect, families, (family) => family);
  const kinds = ['editorial', 'layout', 'slot', 'substantive'].filter((kind) =>
    [...states.values()].some((state) => state.family === familySelect.value && state.kind === kind));
  /* A kind of which nothing is open stays in the list, or the next click would be about another one. */
  fillSelect(kindSelect, kinds, (kind) => word(kind) + ' ' + chosen(familySelect.value, kind).length);
  bulk.hidden = families.length === 0;
  bulkButton.disabled = chosen(familySelect.value, kindSelect.value).length === 0;
  bulkButton.textContent = word('reviewBulk');
}

function fillSelect(list, values, name) {
  const before = list.value;
  list.replaceChildren(...values.map((value) => element('option', { value, textContent: name(value) })));
  if (values.includes(before)) list.value = before;
}

/* Of one kind in one family what nobody has decided. */
function chosen(family, kind) {
  return [...states.values()].filter(
    (state) => state.family === family && state.kind === kind && state.standing === 'open',
  );
}

function showAll() {
  bar.setAttribute('aria-label', word('review'));
  nameLabel.textContent = word('reviewer');
  familySelect.setAttribute('aria-label', word('family'));
  kindSelect.setAttribute('aria-label', word('kindOf'));
  noteTitle.textContent = word('note');
  noteSave.textContent = word('reviewSave');
  noteCancel.textContent = word('reviewCancel');
  for (const subject of all()) show(subject);
  showBulk();
}

function waitingHere() {
  const here = new Set(all().map((subject) => subject.dataset.subject));
  return [...states.values()].filter((state) => here.has(state.subject) && state.waits).length;
}

/* Deciding */

async function act(verdict, subject) {
  const state = states.get(subject.dataset.subject);
  if (!state) return say(word('reviewUnknown'), true);
  const note = verdict === 'note' ? await askNote() : null;
  if (verdict === 'note') subject.focus();
  if (verdict === 'note' && note === null) return undefined;
  return send([{ of: state.of, subject: state.subject, verdict, note }]);
}

async function send(decisions) {
  const by = nameInput.value.trim();
  if (by === '') {
    nameInput.focus();
    return say(word('reviewWho'), true);
  }
  keepName();
  say(word('reviewSending'));
  const answer = await request('/api/decisions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Jiaokan-Csrf': csrf },
    body: JSON.stringify({ by, decisions }),
  });
  if (answer === null) return undefined;
  for (const item of answer.items) states.set(item.subject, item);
  showAll();
  return say(word('reviewDone', { n: answer.recorded, waiting: waitingHere() }));
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    say(word('reviewGone'), true);
    return null;
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  const known = { 403: 'reviewForbidden', 409: 'reviewUnknown', 503: 'reviewLocked' }[response.status];
  const told = [body.code, body.text].filter(Boolean).join('  ') || String(response.status);
  say(known ? word(known) + ' (' + told + ')' : told, true);
  return null;
}

async function acceptAll() {
  const open = chosen(familySelect.value, kindSelect.value);
  const values = { n: open.length, kind: word(kindSelect.value), family: familySelect.value };
  if (open.length === 0 || !confirm(word('reviewBulkAsk', values))) return;
  await send(open.map(({ of, subject }) => ({ of, subject, verdict: 'accept', note: null })));
}

const keys = { a: 'accept', r: 'reject', n: 'note' };

/* What has the focus, else what the address leads to, else what was looked at last. */
function current() {
  const focused = document.activeElement && document.activeElement.closest('[data-subject]');
  return focused || document.querySelector('[data-subject]:target') || selected;
}

document.addEventListener('keydown', (event) => {
  const verdict = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (verdict === null || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest && event.target.closest('input, select, textarea, dialog, [contenteditable]')) return;
  const subject = current();
  if (!subject) return;
  event.preventDefault();
  select(subject);
  void act(verdict, subject);
});

async function start() {
  for (const subject of all()) equip(subject);
  document.body.append(bar, dialog);
  document.documentElement.classList.add('review-live');
  nameInput.value = readName();
  nameInput.addEventListener('change', keepName);
  familySelect.addEventListener('change', showBulk);
  kindSelect.addEventListener('change', showBulk);
  bulkButton.addEventListener('click', () => void acceptAll());
  new MutationObserver(showAll).observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
  showAll();
  const answer = await request('/api/reviews');
  if (answer === null) return;
  if (nameInput.value === '') nameInput.value = answer.reviewer || '';
  for (const item of answer.items) states.set(item.subject, item);
  showAll();
  say(word('reviewReady', { waiting: waitingHere() }));
}

void start();
`;
