// Clocks of a session or a turn: [data-started] (epoch ms) with [data-now], the server's time when it was rendered;
// the device's own clock may be wrong. Text only, and never announced: a clock that speaks each second is torment.

const PERSIAN = '۰۱۲۳۴۵۶۷۸۹';
const seen = new WeakMap();

export function start() {
  if (!document.querySelector('[data-started], [data-stream]')) return;
  tick();
  setInterval(() => document.hidden || tick(), 1_000);
  document.addEventListener('visibilitychange', tick);
}

function tick() {
  for (const clock of document.querySelectorAll('[data-started]')) {
    const text = inDigits(span(elapsed(clock)));
    if (clock.textContent !== text) clock.textContent = text;
  }
}

function elapsed(clock) {
  const { started, now } = clock.dataset;
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

function inDigits(text) {
  return document.documentElement.lang.startsWith('fa') ? text.replace(/\d/g, (digit) => PERSIAN[digit]) : text;
}
