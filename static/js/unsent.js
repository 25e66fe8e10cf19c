// Asks before unsent text or choices are left behind: by the page's own dialog (#unsent) where a link or another form leads away, by
// the browser in every other case. Forms that save themselves keep their text, so the script does not ask about them; a change of
// language preserves what an answered form came back with. A form larger than the limit is not sent at all, and its text stays.
import { choicesOf, isChanged, wordsOf } from './writing.js';

const SAVED = '[data-draft], [data-autosave]';
// Links to help work without a question.
const AT_ONCE = '[data-quick-exit], [href="/help"]';
// Forms that do not leave the page.
const STAYS = '[data-outbox], [hx-post], [method=dialog], [target]:not([target=_self]), .call-sheet form';
// The server's BODY_LIMIT (src/kit/web/gate.rs), in bytes.
const MOST = 64 * 1024;

let leaving, sent;

export function start() {
  window.addEventListener('click', clicked, true);
  window.addEventListener('submit', submitted, true);
  window.addEventListener('input', () => (leaving = sent = undefined), true);
  window.addEventListener('pageshow', () => (leaving = sent = undefined));
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && formsWithWords().some((form) => form !== sent)) event.preventDefault();
  });
}

// For acts that lead away in any case, such as the end of access.
export function letGo() {
  leaving = true;
}

export const isTooLarge = (body) => String(body).length > MOST;

export function sayTooLarge(form) {
  const own = form.querySelector('[data-too-large]');
  const words = own ?? document.getElementById('too-large')?.content.firstElementChild.cloneNode(true);
  if (!words) return;
  words.hidden = false;
  if (!own) form.prepend(words);
  words.scrollIntoView({ block: 'nearest' });
}

// With `changed`, only what was written or chosen since the page was loaded; else also what came back with it, refused.
function formsWithWords(changed = false) {
  const back = changed ? [] : cameBack();
  return [...document.forms].filter((form) => {
    if (form.matches(SAVED)) return false;
    if (back.includes(form)) return true;
    return form.getAttribute('method') === 'post' && fieldsOf(form).some(isChanged);
  });
}

// In a form that does not leave the page, a choice is sent together with the text, except where the choice waits for its button.
const choices = (form) => (form.matches('[data-choosing]') || !form.matches(STAYS) ? choicesOf(form) : []);
const fieldsOf = (form) => [...wordsOf(form), ...choices(form)];

const holdsSomething = (form) => wordsOf(form).some((field) => field.value.trim()) || choicesOf(form).some((choice) => choice.checked);

function cameBack() {
  const marked = [...document.querySelectorAll('form[data-unsent]')];
  if (!document.querySelector('meta[name=refused]')) return marked;
  const written = [...document.querySelectorAll('main form[method=post]')].filter(holdsSomething);
  const complained = written.filter((form) => form.querySelector('[aria-invalid=true]'));
  return [...marked, ...(complained.length ? complained : written)];
}

function clicked(event) {
  const link = event.target.closest?.('a[href]:not([download])');
  if (leaving || !link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target && link.target !== '_self') return;
  const here = link.origin === location.origin && link.pathname === location.pathname && link.search === location.search;
  if (here && link.hash) return;
  if (link.matches(AT_ONCE)) leaving = true;
  else if (formsWithWords().length) ask(event, () => link.click());
}

function submitted(event) {
  const { target: form, submitter } = event;
  if (leaving || form.matches('[method=dialog]')) return;
  const language = form.matches('.change-language');
  if (!language && isTooLarge(new URLSearchParams(new FormData(form, submitter)))) {
    stop(event);
    sayTooLarge(form);
    return;
  }
  if (form.matches(STAYS)) return;
  const others = formsWithWords(language && Boolean(form.elements.carried?.value)).filter((other) => other !== form);
  if (others.length) ask(event, () => form.requestSubmit(submitter));
  else if (language) leaving = true;
  else sent = form;
}

function ask(event, go) {
  const dialog = document.getElementById('unsent');
  if (!dialog) return;
  stop(event);
  dialog.returnValue = '';
  dialog.addEventListener(
    'close',
    () => {
      if (dialog.returnValue !== 'leave') return;
      leaving = true;
      go();
    },
    { once: true },
  );
  dialog.showModal();
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
