// Keeps the screen on while it shows a live session: from [data-awake] until the session ends ([data-ended]) or the page is hidden.
// It asks for no permission and stores nothing. Where a browser has no wake lock or refuses one (a low battery), nothing happens.
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
  // The browser itself releases the lock whenever the page is hidden.
  if (document.hidden || (lock && !lock.released)) return;
  try {
    lock = await navigator.wakeLock.request('screen');
  } catch {
    lock = undefined;
  }
}
