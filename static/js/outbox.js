// Forms marked data-outbox: what is written there is never lost and never doubled. On submit the entry goes to the
// queue, the field is free for the next one at once, and a dashed copy in the list ([data-into]) says where it is.
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
  // An emptied field is the second click of a double one; a form without words says the same thing twice.
  // Where every press counts (data-each), the same again is another one.
  // So does one that is sent whole (data-whole), whatever is written in it.
  const { each, whole } = form.dataset;
  const says = words.length && whole === undefined;
  if (says ? words.every((field) => !field.value.trim()) : each === undefined && queue.all().some((entry) => entry.action === action))
    return;

  const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== 'id' && name !== 'token');
  const { outbox: scope, item, template } = form.dataset;
  // Which list it comes into may depend on what was chosen: "#points-{idea}-{kind}".
  const into = form.dataset.into?.replace(/\{(\w+)\}/g, (_, field) => fields.find(([name]) => name === field)?.[1] ?? '');
  // A field by the name of id hides the form's own id property.
  // The id is made when it is sent, not taken from the form: a form that came by the stream is the same for many people, a browser that
  // restores a page restores hidden fields too, and an id must never serve two different texts.
  const entry = { id: uuid(), scope, action, fields, view: { into, item, template, form: form.getAttribute('id'), labels: labels(form) } };
  for (const field of words) field.value = field.defaultValue = '';
  settle(choicesOf(form));
  // A form that was unfolded has said what it had to say, and holds nothing back from its item any more; another waits for more.
  const fold = words.length ? form.closest('details') : null;
  fold?.removeAttribute('open');
  (fold?.querySelector('summary') ?? words[0])?.focus();
  queue.add(entry);
  form.dispatchEvent(new CustomEvent('hamdel:taken', { bubbles: true }));
}

// What the waiting copy shows beside the words, for instance whose idea it is.
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

// The words go back to the field if it is empty; otherwise the copy stays in the list and offers them.
async function refused(entry, html) {
  const form = document.getElementById(entry.view.form);
  if (!form) return;
  const place = refusalOf(form);
  if (place && html.trim()) await put(html, form, place);
  form.closest('details')?.setAttribute('open', '');
  if (wordsOf(form).every((field) => !field.value)) giveBack(entry, form);
}

// Takes out again what is still on its way; what may have reached the server is taken back there by its id.
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

// A session that has ended takes nothing more; what waited for it is forgotten.
function forgetEnded() {
  for (const end of document.querySelectorAll('[data-ended]')) queue.wipe(end.dataset.ended);
}

// Brings the dashed copies in line with the queue, whatever else has happened to the list.
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

// The item itself is there, told by the stream; the reply to ours may have been lost.
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
