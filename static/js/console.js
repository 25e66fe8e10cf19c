// The facilitator's keys. Logging is the fastest path: focus stays in the composer's field, and Enter logs. While the field has
// focus, digits always type and only Alt combinations act; after Escape, plain keys act. Keys are identified by their position on the
// keyboard (event.code), so that a Persian layout works.
import * as queue from './queue.js';
import { takeOut } from './outbox.js';
import { wordsOf } from './writing.js';

// Seats 1–9, then 0 for the tenth and the row below it for 11–15.
const SEATS = [
  'Digit1',
  'Digit2',
  'Digit3',
  'Digit4',
  'Digit5',
  'Digit6',
  'Digit7',
  'Digit8',
  'Digit9',
  'Digit0',
  'KeyQ',
  'KeyW',
  'KeyE',
  'KeyR',
  'KeyT',
];

const NOTICE = 20_000;

const composerNow = () => document.querySelector('form[data-composer]');
const fieldNow = () => composerNow() && wordsOf(composerNow())[0];
// True when a person was chosen by hand for the next words: a change of the floor then changes nothing.
let picked = false;
// The last act on this page, which undo takes back first: a change of the floor, or logged words.
let taken = 'floor';
// What this page has logged and the server has confirmed, in order: entries of the outbox, without those taken back since.
let logged = [];

export function start() {
  // The stream can insert the composer later.
  if (!document.querySelector('dialog#shortcuts')) return;
  document.addEventListener('keydown', written);
  document.addEventListener('keydown', pressed);
  document.addEventListener('click', returned);
  document.addEventListener('click', toEnd);
  document.addEventListener('change', (event) => (picked ||= Boolean(event.target.closest('[data-whose]'))));
  document.addEventListener('hamdel:taken', ({ target }) => {
    if (target.matches('#floor')) taken = 'floor';
    else if (target.matches('[data-composer]')) taken = 'words';
  });
  document.addEventListener('hamdel:kept', ({ detail }) => logged.push(detail));
  // This listener runs before htmx handles the form.
  document.addEventListener('submit', undone, true);
  document.addEventListener('hamdel:taken', toSpeaker);
  // The floor may have changed: the next words belong to the new speaker, unless someone is already typing them.
  for (const moved of ['htmx:after:swap', 'hamdel:speaker'])
    document.addEventListener(moved, () => picked || fieldNow()?.value || toSpeaker());
  document.addEventListener('htmx:after:swap', fade);
  document.addEventListener('htmx:after:swap', inField);
  inField();
  document.addEventListener('click', toggled);
  window.addEventListener('hashchange', entered);
  rememberSwitches();
}

// A notice about an act holds only for a moment; the arc beside it always holds.
let fading;
function fade() {
  const notice = document.querySelector('#arc-notice > *');
  if (!notice || notice === fading) return;
  fading = notice;
  setTimeout(() => notice.remove(), NOTICE);
}

// A composer that has just come takes the focus, unless a person is at something else.
let field;
function inField() {
  const now = fieldNow();
  if (now === field) return;
  field = now;
  const { activeElement } = document;
  if (now?.checkVisibility() && (activeElement === document.body || activeElement?.closest('.top'))) now.focus({ preventScroll: true });
}

// A tool opens and closes by the address; the rail's link of an open tool closes it.
const drawer = () => document.querySelector('.tool:target');
const wayBack = (tool) => tool?.querySelector('.tool-close');

function toggled(event) {
  const link = event.target.closest('.rail a[href^="#"]');
  if (!link || link.hash !== location.hash) return;
  event.preventDefault();
  wayBack(drawer())?.click();
}

let opener;
function entered({ oldURL }) {
  const tool = drawer();
  if (tool) {
    opener = document.querySelector(`.rail a[href="#${tool.id}"]`);
    tool.querySelector('h2')?.focus({ preventScroll: true });
  } else if (new URL(oldURL).hash && location.hash === '#stage') opener?.focus({ preventScroll: true });
}

function written(event) {
  if (event.target !== fieldNow() || event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  if (!event.repeat) composerNow().requestSubmit();
}

function pressed(event) {
  const { code, key, altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
  if (ctrlKey || metaKey || repeat || event.getModifierState('AltGraph') || document.querySelector('dialog[open]')) return;
  const typing = event.target.matches('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]');
  let done = false;
  if (altKey) {
    if (on('alt')) done = shiftKey ? floor(code) : whose(code) || act(code);
  } else if (key === 'Escape' && !typing && wayBack(drawer())?.checkVisibility()) {
    wayBack(drawer()).click();
    done = true;
  } else if (key === 'Escape' && event.target !== document.body) {
    // A focused button loses focus too, so that the space bar pauses and does not press that button.
    event.target.blur();
    done = true;
  } else if (!typing && on('single')) {
    done = plain(key, code, shiftKey);
  }
  if (done) event.preventDefault();
}

function plain(key, code, shiftKey) {
  if (key === '?' || key === '؟') {
    document.querySelector('dialog#shortcuts')?.showModal();
    return true;
  }
  if (code === 'Slash' || code === 'KeyI') {
    fieldNow()?.focus();
    return true;
  }
  // A digit chooses the author of the next words while a composer asks for one; otherwise, or with Shift, it gives the floor.
  return (!shiftKey && whose(code)) || floor(code) || act(code);
}

function whose(code) {
  const list = document.getElementById('commit-whose');
  const option = code === 'KeyA' ? list?.querySelector('[value=everyone]') : list && bySeat('#commit-whose > option', code);
  if (option && list.checkVisibility()) {
    option.selected = true;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }
  const input = bySeat('[data-whose] input[type=radio]', code);
  if (input) {
    input.checked = true;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
  return Boolean(input);
}

const floor = (code) => press(bySeat('[data-floor]', code));

function act(code) {
  if (code === 'KeyZ') return undo();
  if (code === 'KeyN') return press(document.querySelector('[data-next]'));
  return kind(code);
}

// The kind of the next point.
const KINDS = { KeyB: 'benefit', KeyC: 'cost', Slash: 'question' };
function kind(code) {
  const input = KINDS[code] && document.querySelector(`form[data-composer] [data-kinds] input[value="${KINDS[code]}"]`);
  if (input) input.checked = true;
  return Boolean(input);
}

function undo() {
  const [floor, words] = ['[data-undo-floor]', '[data-undo]'].map((button) => document.querySelector(button));
  return taken === 'words' && words ? press(words) : press(floor) || press(words);
}

// Undo acts on one named entry: the last one still being sent, else the last one that this page logged, else the one that the form
// names.
function undone(event) {
  const form = event.target;
  // A field named id hides the form's own id property.
  if (form.getAttribute('id') !== 'undo') return;
  const action = composerNow()?.getAttribute('action');
  const waiting = queue.all().findLast((entry) => entry.action === action && entry.state !== 'refused');
  if (waiting) {
    event.preventDefault();
    event.stopImmediatePropagation();
    takeOut(waiting, form.getAttribute('action'));
    return;
  }
  const last = logged.findLast((entry) => entry.action === action);
  logged = logged.filter((entry) => entry !== last);
  if (last) form.elements.id.value = last.id;
}

function bySeat(selector, code) {
  const seat = SEATS.indexOf(code) + 1;
  return seat ? document.querySelector(`${selector}[data-seat="${seat}"]`) : null;
}

// A button pressed by key acts, and focus stays where it was.
function press(button) {
  if (!button || button.disabled) return false;
  button.click();
  return true;
}

// A mouse click moves focus to what was clicked; after a choice or an undo, focus returns to the field. Without a field the button
// loses focus, because the space bar would press that seat again instead of pausing.
function returned(event) {
  const clicked =
    event.detail &&
    event.target.closest(
      'fieldset[data-whose], form[data-composer] [data-kinds], [data-undo], [data-undo-floor], [data-floor], [data-next-seat], [data-pause], [data-next]:not([data-to-end])',
    );
  if (!clicked) return;
  if (fieldNow()) fieldNow().focus({ preventScroll: true });
  else clicked.blur();
}

// In the last stage *Next* only leads to the end of the session, which is a form of its own.
function toEnd(event) {
  const end = event.target.closest('[data-to-end]') && document.getElementById('end-session');
  if (!end) return;
  event.preventDefault();
  end.scrollIntoView({ block: 'nearest' });
  end.focus();
}

function toSpeaker() {
  picked = false;
  const speaker = document.querySelector('[data-whose] input[data-speaking]');
  if (speaker) speaker.checked = true;
}

const on = (keys) => localStorage.getItem(`hamdel:keys:${keys}`) !== 'off';

// [data-keys=single|alt]: the checkboxes in the shortcut sheet that turn the keys off.
function rememberSwitches() {
  for (const box of document.querySelectorAll('input[data-keys]')) {
    box.checked = on(box.dataset.keys);
    box.addEventListener('change', () => localStorage.setItem(`hamdel:keys:${box.dataset.keys}`, box.checked ? 'on' : 'off'));
  }
}
