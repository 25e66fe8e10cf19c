// Updates the console's circle every second without a request: speaking times, rings, lists and the balance, from the numbers that
// the server wrote into the page ([data-voices] and its seats). The formulas are those of src/voices/balance.rs.
//
// A tap counts at once: taps that are still being sent are in the outbox, and the picture is the server's plus these taps. When a tap
// has arrived it leaves the outbox, and the server's new picture, which came with the answer, already includes it.
import * as queue from './queue.js';
import { digits } from './digits.js';

const DOUBLE = 350;
// Before this much time (ms) in the room, nobody is listed as silent or as speaking a lot.
const SETTLED = 600_000;
// How long (ms) a kind notice stays when nothing more is tapped.
const NOTICE = 20_000;

const region = () => document.querySelector('[data-voices]:not([hidden])');
let base, last;

export function start() {
  if (!document.querySelector('[data-voices]')) return;
  // Before the outbox takes a form, the script fills in what only this page knows.
  document.addEventListener('click', intended, true);
  document.addEventListener('submit', fill, true);
  document.addEventListener('hamdel:taken', draw);
  document.addEventListener('htmx:after:swap', draw);
  document.addEventListener('visibilitychange', draw);
  document.addEventListener('keydown', pressed);
  setInterval(() => document.hidden || draw(), 1_000);
  draw();
}

// The taps that the server does not know yet, in order.
function waiting(place) {
  const path = `/sessions/${place.dataset.voices}/turns`;
  return queue.all().filter((entry) => entry.action === path && entry.state !== 'refused');
}

const field = (entry, name) => entry.fields.find(([key]) => key === name)?.[1] ?? '';

// Who has the floor, including unsent taps: {open, whose, since}, and how much speaking time these taps added for each.
function floorNow(place, now) {
  const { turn: open = '', speaks: whose = '', since = '' } = place.dataset;
  const floor = { open, whose, since: Number(since) || now, extra: new Map() };
  for (const tap of waiting(place)) {
    const wants = field(tap, 'whose');
    if (wants === floor.whose) continue;
    const at = Math.min(now, Math.max(now - (Date.now() - tap.made), floor.whose ? floor.since : 0));
    if (floor.whose) floor.extra.set(floor.whose, (floor.extra.get(floor.whose) ?? 0) + at - floor.since);
    Object.assign(floor, { open: wants ? tap.id : '', whose: wants, since: at });
  }
  return floor;
}

// The server's time, extrapolated from the page's last [data-now].
function serverNow(place) {
  const { now } = place.dataset;
  if (base?.now !== now) base = { now, at: Date.now() };
  return Number(now) + Math.max(0, Date.now() - base.at);
}

function draw() {
  const place = region();
  if (!place) return;
  const now = serverNow(place);
  const floor = floorNow(place, now);
  const seats = [...place.querySelectorAll('[data-who]')].map((seat) => voice(seat, floor, now - Number(place.dataset.now), now));
  const members = seats.filter(({ seat, present }) => !('staff' in seat.dataset) && present > 0);
  const shares = share(members);
  for (const one of seats) show(one, shares);
  middle(place, floor, now);
  figures(place, seats, members, shares, now);
  forget();
  follow(floor.whose);
  const undo = document.querySelector('[data-undo-floor]');
  if (undo) undo.disabled = !place.dataset.lastTap && !waiting(place).length;
}

function voice(seat, floor, passed, now) {
  const { who, spoken, present } = seat.dataset;
  const speaking = who === floor.whose;
  const extra = (floor.extra.get(who) ?? 0) + (speaking ? now - floor.since : 0);
  // The server's figure includes a part of the open turn. It is subtracted, because the whole turn is counted from its start here.
  const counted = region().dataset.speaks === who ? Number(region().dataset.now) - Number(region().dataset.since) : 0;
  return {
    seat,
    who,
    speaking,
    spoken: Number(spoken) - counted + extra,
    present: Number(present) + ('here' in seat.dataset || speaking ? passed : 0),
  };
}

// The members' shares: {total, presence, gini, balance}. gini and balance are null where they cannot be computed.
export function share(members) {
  const total = members.reduce((sum, { spoken }) => sum + spoken, 0);
  const presence = members.reduce((sum, { present }) => sum + present, 0);
  const rates = members.map(({ spoken, present }) => spoken / present);
  const sum = rates.reduce((all, rate) => all + rate, 0);
  const n = rates.length;
  if (n < 2 || sum <= 0) return { total, presence, gini: null, balance: null };
  const differences = rates.flatMap((one) => rates.map((other) => Math.abs(one - other))).reduce((all, one) => all + one, 0);
  const gini = differences / (2 * n * sum);
  return { total, presence, gini, balance: Math.min(1, Math.max(0, 1 - (gini * n) / (n - 1))) };
}

const equal = ({ total, presence }, present) => (presence ? (total * present) / presence : 0);

function show({ seat, who, speaking, spoken, present }, shares) {
  const fair = 'staff' in seat.dataset ? 0 : equal(shares, present);
  const part = fair > 0 ? spoken / fair : 0;
  write(seat.querySelector('[data-runs=spoken]'), clock(spoken));
  dash(seat.querySelector('[data-ring=part]'), Math.min(part, 1));
  dash(seat.querySelector('[data-ring=beyond]'), Math.min(Math.max(part - 1, 0), 1));
  const unheard = fair > 0 && part < 0.5 && present >= SETTLED;
  seat.classList.toggle('speaking', speaking);
  seat.classList.toggle('unheard', unheard);
  const button = seat.querySelector('[data-floor]');
  button.setAttribute('aria-pressed', speaking);
  for (const give of document.querySelectorAll(`button[form=floor][data-floor="${who}"]`)) give.value = speaking ? '' : who;
  for (const [list, is] of [
    ['unheard', unheard],
    ['much', part > 2 && present >= SETTLED && shares.total >= SETTLED],
  ]) {
    for (const name of document.querySelectorAll(`[data-list=${list}][data-of="${who}"]`)) name.hidden = !is;
  }
  const row = document.querySelector(`[data-rates="${who}"]`);
  if (!row) return;
  row.hidden = present <= 0;
  write(row.querySelector('[data-figure=spoken]'), clock(spoken));
  write(row.querySelector('[data-figure=present]'), clock(present));
  write(row.querySelector('[data-figure=rate]'), digits((present > 0 ? (spoken * 60) / present : 0).toFixed(1)));
}

function dash(circle, part) {
  if (!circle) return;
  const percent = Math.round(part * 100);
  circle.setAttribute('stroke-dasharray', `${percent} 200`);
  circle.setAttribute('visibility', percent ? 'visible' : 'hidden');
}

// The speaker's name and clock stand in the bar and in the middle of the circle.
function middle(place, floor, now) {
  const name = floor.whose && (place.querySelector(`[data-who="${floor.whose}"] .seat-name`)?.textContent ?? '');
  for (const one of document.querySelectorAll('[data-now-silent]')) one.hidden = Boolean(floor.whose);
  for (const one of document.querySelectorAll('[data-now-speaking]')) {
    one.hidden = !floor.whose;
    if (!floor.whose) continue;
    write(one.querySelector('[data-now-name]'), name);
    write(one.querySelector('[data-runs=turn]'), clock(now - floor.since));
  }
}

function figures(place, seats, members, shares, now) {
  const spoken = seats.reduce((sum, one) => sum + one.spoken, 0);
  const longest = Math.max(0, ...members.map(({ present }) => present));
  const said = {
    equal: clock(equal(shares, longest)),
    silence: clock(now - Number(place.dataset.start) - spoken),
    staff: clock(seats.filter(({ seat }) => 'staff' in seat.dataset).reduce((sum, one) => sum + one.spoken, 0)),
    n: digits(String(members.length)),
    gini: shares.gini === null ? '–' : digits(shares.gini.toFixed(3)),
  };
  for (const [name, text] of Object.entries(said)) write(document.querySelector(`.balance [data-figure=${name}]`), text);
  const [figure, notYet] = [document.querySelector('[data-figure=balance]'), document.querySelector('[data-figure="not-yet"]')];
  if (figure) {
    figure.hidden = shares.balance === null;
    notYet.hidden = shares.balance !== null;
    if (shares.balance !== null) write(figure, percent(Math.round(shares.balance * 100)));
  }
  for (const hand of document.querySelectorAll('[data-waited]'))
    write(hand, clock(Number(hand.dataset.waited) + now - Number(place.dataset.now)));
}

// A notice that something came too late is shown for a while and then removed.
function forget() {
  for (const notice of document.querySelectorAll('.floor-form .error')) {
    notice.dataset.since ??= Date.now();
    if (Date.now() - notice.dataset.since > NOTICE) notice.remove();
  }
}

// In the composer, the author of the next words is the current speaker.
function follow(whose) {
  const fieldset = document.querySelector('fieldset[data-whose]');
  if (!fieldset) return;
  const radio = (whose && fieldset.querySelector(`input[value="${whose}"]`)) || fieldset.querySelector('input[value=""]');
  const before = fieldset.querySelector('[data-speaking]');
  if (!radio || radio === before) return;
  before?.removeAttribute('data-speaking');
  radio.setAttribute('data-speaking', '');
  document.dispatchEvent(new CustomEvent('hamdel:speaker'));
}

// The second click of a double click would pause the turn that the first one started.
function intended(event) {
  const button = event.target.closest('button[form=floor]');
  if (!button) return;
  const who = button.dataset.floor ?? button.dataset.nextSeat ?? 'pause';
  const double = last && last.who === who && event.timeStamp - last.at < DOUBLE;
  last = { who, at: event.timeStamp };
  if (double) event.preventDefault();
}

function fill(event) {
  const form = event.target;
  const place = region();
  if (!place) return;
  // A field named id hides the form's own id property.
  if (form.getAttribute('id') === 'floor') {
    form.elements.open.value = floorNow(place, serverNow(place)).open;
  } else if (form.getAttribute('id') === 'floor-undo') {
    form.elements.tap.value = waiting(place).at(-1)?.id ?? place.dataset.lastTap;
  }
}

// Space pauses, and an arrow gives the floor to the next person of a round; only where no other key has that meaning.
function pressed(event) {
  const { code, altKey, ctrlKey, metaKey, shiftKey, repeat, target } = event;
  if (altKey || ctrlKey || metaKey || shiftKey || repeat || localStorage.getItem('hamdel:keys:single') === 'off') return;
  if (document.querySelector('dialog[open]') || target.closest('input, textarea, select, summary, button, [contenteditable]')) return;
  const onward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const button =
    code === 'Space'
      ? document.querySelector('[data-now-speaking]:not([hidden]) [data-pause]')
      : code === onward && document.querySelector('[data-next-seat]');
  // The space bar never scrolls the console, not even from a link, which has no use for it.
  if (button || code === 'Space') event.preventDefault();
  if (button && !target.closest('a')) button.click();
}

function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

// As the catalogue writes it, including isolates.
const percent = (n) => (document.documentElement.lang.startsWith('fa') ? `${digits(String(n))}٪` : `${n}%`);

function clock(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1_000);
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60];
  return digits(hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`);
}
