// Forms marked data-outbox: their text is never lost and never duplicated. On submit the entry goes into the queue, the field is free
// for the next one at once, and a dashed copy in the list ([data-into]) shows the entry's state.
import * as queue from './queue.js';
import { put } from './morph.js';
import { fetchMine } from './mine.js';
import { say } from './say.js';
import { show } from './states.js';
import { uuid } from './uuid.js';
import { choicesOf, settle, wordsOf } from './writing.js';

export function start() {
  document.addEventListener('submit', submitted);
  document.addEventListener('click', takenBack);
  document.addEventListener('htmx:after:swap', () => {
    forgetEnded();
    draw();
  });
  forgetEnded();
  queue.begin({ kept, refused, changed: draw });
  for (const entry of queue.all()) if (entry.state === 'refused') refused(entry, '');
  draw();
}

function submitted(event) {
  const form = event.target;
  if (form.matches('form[data-sign-out]')) queue.wipe();
  if (!form.matches('form[data-outbox]') || event.defaultPrevented) return;
  event.preventDefault();
  const words = wordsOf(form);
  const action = event.submitter?.getAttribute('formaction') ?? form.getAttribute('action');
  // A form whose text fields are empty was sent by the second click of a double click. A form without text fields, or one that is sent
  // whole with or without text (data-whole), says the same thing twice. Where every press counts (data-each), a repetition is a new entry.
  const { each, whole } = form.dataset;
  const says = words.length && whole === undefined;
  if (says ? words.every((field) => !field.value.trim()) : each === undefined && queue.all().some((entry) => entry.action === action))
    return;

  const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== 'id' && name !== 'token');
  const { outbox: scope, item, template } = form.dataset;
  // The target list may depend on a choice in the form: "#points-{idea}-{kind}".
  const into = form.dataset.into?.replace(/\{(\w+)\}/g, (_, field) => fields.find(([name]) => name === field)?.[1] ?? '');
  // A field named id hides the form's own id property.
  // The id is made at sending, not taken from the form: a streamed form is the same for many people, a browser that restores a page
  // also restores hidden fields, and one id must never stand for two different texts.
  const entry = { id: uuid(), scope, action, fields, view: { into, item, template, form: form.getAttribute('id'), labels: labels(form) } };
  for (const field of words) field.value = field.defaultValue = '';
  settle(choicesOf(form));
  // An unfolded form is done after one submit and no longer holds back updates of its item; any other form waits for more.
  const fold = words.length ? form.closest('details') : null;
  fold?.removeAttribute('open');
  (fold?.querySelector('summary') ?? words[0])?.focus();
  queue.add(entry);
  form.dispatchEvent(new CustomEvent('hamdel:taken', { bubbles: true }));
}

// What the waiting copy shows beside the text, for instance the idea's author.
function labels(form) {
  const chosen = [...form.querySelectorAll('input[type=radio]:checked, input[type=checkbox]:checked')];
  return Object.fromEntries(chosen.map((input) => [input.name, input.labels[0]?.textContent.trim() ?? '']));
}

async function kept(entry, html) {
  document.dispatchEvent(new CustomEvent('hamdel:kept', { detail: entry }));
  if (html.trim()) await put(html, document.body);
  draw();
  fetchMine();
}

// The text returns to the field if the field is empty; otherwise the copy stays in the list and offers it.
async function refused(entry, html) {
  const form = document.getElementById(entry.view.form);
  if (!form) return;
  const place = refusalOf(form);
  if (place && html.trim()) await put(html, form, place);
  form.closest('details')?.setAttribute('open', '');
  if (wordsOf(form).every((field) => !field.value)) giveBack(entry, form);
}

// Removes an entry that is still being sent; the server takes it back by its id if it may have arrived.
export function takeOut(entry, undo) {
  const form = document.getElementById(entry.view.form);
  if (form && wordsOf(form).every((field) => !field.value)) writeBack(entry, form);
  if (entry.tried) queue.turn(entry, { action: undo, fields: [], view: { form: 'undo' } });
  else queue.remove(entry.id);
}

function giveBack(entry, form) {
  queue.remove(entry.id);
  writeBack(entry, form);
}

function writeBack(entry, form) {
  for (const field of wordsOf(form)) {
    field.value = entry.fields.find(([name]) => name === field.name)?.[1] ?? '';
  }
  if (!('choosing' in form.dataset)) return;
  for (const choice of choicesOf(form)) {
    const holds = (given) => entry.fields.some(([name, value]) => name === choice.name && value === given.value);
    if (choice.matches('select')) choice.value = [...choice.options].find(holds)?.value ?? choice.value;
    else Object.assign(choice, { defaultChecked: false, checked: holds(choice) });
  }
}

const refusalOf = (form) => form.querySelector('[data-refusal]');

function takenBack(event) {
  const copy = event.target.closest('[data-take-back]')?.closest('[data-pending]');
  const entry = copy && queue.all().find(({ id }) => id === copy.dataset.pending);
  const form = entry && document.getElementById(entry.view.form);
  if (!form || wordsOf(form).some((field) => field.value)) return;
  form.closest('details')?.setAttribute('open', '');
  giveBack(entry, form);
  wordsOf(form)[0]?.focus();
}

// A session that has ended accepts nothing more; entries that wait for it are deleted.
function forgetEnded() {
  for (const end of document.querySelectorAll('[data-ended]')) queue.wipe(end.dataset.ended);
}

// Makes the dashed copies match the queue, even if something else has changed the list.
function draw() {
  const entries = queue.all();
  for (const copy of document.querySelectorAll('[data-pending]:not(template)')) {
    if (!entries.some(({ id, view }) => id === copy.dataset.pending && view.into && !arrived(id, view))) copy.remove();
  }
  for (const entry of entries) {
    const list = entry.view.into && document.querySelector(entry.view.into);
    if (!list || arrived(entry.id, entry.view)) continue;
    const copy = [...list.children].find(({ dataset }) => dataset.pending === entry.id) ?? insert(list, entry);
    if (copy) show(copy, entry.state);
  }
  drawTaps(entries);
}

// A tap has no copy in a list: while it waits, its button says so.
function drawTaps(entries) {
  const pressed = entries
    .filter(({ state, view }) => !view.into && ['waiting', 'signed-out'].includes(state))
    .map((entry) => [buttonOf(entry), entry.state]);
  for (const mark of document.querySelectorAll('.waits')) {
    if (!pressed.some(([button]) => button?.contains(mark))) mark.remove();
  }
  for (const [button, state] of pressed) {
    if (!button) continue;
    let mark = button.querySelector('.waits');
    if (!mark) {
      mark = document.getElementById('waits')?.content.firstElementChild.cloneNode(true);
      if (!mark) continue;
      button.append(mark);
      say(`${button.firstChild.textContent.trim()}: ${mark.querySelector('[data-when=waiting]').textContent}`);
    }
    show(mark, state);
  }
}

function buttonOf({ action, fields, view }) {
  const form = document.getElementById(view.form);
  if (form?.getAttribute('action') !== action) return undefined;
  const buttons = [...form.querySelectorAll('button')];
  return buttons.find((button) => fields.some(([name, value]) => name === button.name && value === button.value)) ?? buttons[0];
}

// The stream has inserted the item itself, although the reply to our request may have been lost.
const arrived = (id, view) => view.item && document.getElementById(view.item + id);

function insert(list, entry) {
  const template =
    document.getElementById(entry.view.template) ??
    document.querySelector(`template[data-pending][data-for="${entry.view.into}"]`) ??
    document.querySelector('template[data-pending]');
  const copy = template?.content.firstElementChild?.cloneNode(true);
  if (!copy) return undefined;
  copy.dataset.pending = entry.id;
  for (const place of copy.querySelectorAll('[data-field]')) {
    place.textContent = entry.fields.find(([name]) => name === place.dataset.field)?.[1] ?? '';
  }
  for (const place of copy.querySelectorAll('[data-label]')) place.textContent = entry.view.labels[place.dataset.label] ?? '';
  if (list.dataset.order === 'desc') list.prepend(copy);
  else list.append(copy);
  return copy;
}
