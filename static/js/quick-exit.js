// Leaving at once: [data-quick-exit] is a plain link to a neutral site. This script also blanks the page, deletes waiting entries,
// signs out, and replaces this page in the history. Pressing Shift three times does the same.
import { empty, tellSignedOut } from './tabs.js';
import { token } from './token.js';

const WITHIN = 2_000;

export function start() {
  const link = document.querySelector('[data-quick-exit]');
  if (!link) return;
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-quick-exit]')) return;
    event.preventDefault();
    leave(link);
  });
  let presses = [];
  document.addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (repeat) return;
    presses = key === 'Shift' ? [...presses.filter((press) => timeStamp - press < WITHIN), timeStamp] : [];
    if (presses.length === 3) leave(link);
  });
}

function leave(link) {
  const address = link.href;
  const body = new URLSearchParams({ token: token() });
  empty();
  tellSignedOut();
  if (token() && !navigator.sendBeacon('/sign-out', body)) {
    fetch('/sign-out', { method: 'POST', body, keepalive: true, redirect: 'manual' }).catch(() => {});
  }
  location.replace(address);
}
