// A screen that shows a live session stays on: [data-awake], until its end ([data-ended]) or until it is put away. Nobody is asked,
// nothing is kept; where a browser cannot, or will not (a battery that runs low), nothing happens.
let lock;

export function start() {
  if (!document.querySelector('[data-awake]') || !navigator.wakeLock) return;
  document.addEventListener('visibilitychange', hold);
  document.addEventListener('htmx:after:swap', hold);
  hold();
}

async function hold() {
  if (document.querySelector('[data-ended]')) {
    await lock?.release();
    lock = undefined;
    return;
  }
  // The browser itself takes it back whenever the page is hidden.
  if (document.hidden || (lock && !lock.released)) return;
  try {
    lock = await navigator.wakeLock.request('screen');
  } catch {
    lock = undefined;
  }
}
