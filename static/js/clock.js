// Clocks of a session, a stage or a turn: [data-started] (epoch ms) with [data-now], the server's time at rendering, because the
// device's clock may be wrong. A clock is text only and never announced: an announcement every second would be unbearable.
// The wall tells the time that is left in words: [data-began] with [data-minutes] holds the words, and is hidden when the time is over.
// Within [data-planned] (minutes) the words beside the clock compare it with the plan: within, due, over by so many minutes.
import { digits } from './digits.js';
import { show } from './states.js';

const seen = new WeakMap();

export function start() {
  if (!document.querySelector('[data-started], [data-stream]')) return;
  // The server rendered these clocks before the page arrived, so they count from the arrival, however long the scripts took to load.
  const arrived = performance.timeOrigin + (performance.getEntriesByType('navigation')[0]?.responseStart ?? 0);
  for (const clock of document.querySelectorAll('[data-started], [data-began]'))
    seen.set(clock, { now: clock.dataset.now, at: Math.min(arrived, Date.now()) });
  tick();
  setInterval(() => document.hidden || tick(), 1_000);
  document.addEventListener('visibilitychange', tick);
  document.addEventListener('htmx:after:swap', tick);
}

function tick() {
  for (const clock of document.querySelectorAll('[data-started]')) {
    const text = digits(span(elapsed(clock)));
    if (clock.textContent !== text) clock.textContent = text;
  }
  for (const place of document.querySelectorAll('[data-planned]')) compare(place);
  for (const place of document.querySelectorAll('[data-began]')) tell(place);
}

function compare(place) {
  const clock = place.querySelector('[data-started]');
  if (!clock) return;
  const over = Math.floor(elapsed(clock) / 60_000 - Number(place.dataset.planned));
  const due = elapsed(clock) >= Number(place.dataset.planned) * 60_000;
  show(place, !due ? 'within' : over < 1 ? 'due' : over === 1 ? 'over-one' : 'over');
  const words = place.querySelector('[data-when="over"]');
  const text = words?.dataset.text.replace(/[0۰]/, digits(String(over)));
  if (over > 1 && words && words.textContent !== text) words.textContent = text;
}

// As `told` in src/live/wall/views.rs has it.
function tell(place) {
  const whole = Number(place.dataset.minutes) * 60_000;
  const left = whole - elapsed(place);
  place.hidden = left <= 0;
  if (place.hidden) return;
  const minutes = Math.ceil(left / 60_000);
  show(place, String(minutes <= 15 ? minutes : Math.min(Math.floor((minutes + 2) / 5) * 5, 65)));
  place.querySelector('.part')?.setAttribute('stroke-dasharray', `${Math.floor((left / whole) * 100)} 200`);
}

function elapsed(clock) {
  const { started = clock.dataset.began, now } = clock.dataset;
  let base = seen.get(clock);
  if (base?.now !== now) seen.set(clock, (base = { now, at: Date.now() }));
  return Math.max(0, Number(now) - Number(started) + Date.now() - base.at);
}

function span(ms) {
  const seconds = Math.floor(ms / 1_000);
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
