// Unsent text on a live page when its person's sign-in ends elsewhere: session storage keeps it until the same person is back on the
// page, in this tab.
import { owner } from './token.js';
import { isChanged, wordsOf } from './writing.js';

const KEY = 'hamdel:half';

export function keep() {
  const fields = [...document.querySelectorAll('form[method=post][action]')].flatMap((form) =>
    wordsOf(form)
      .filter((field) => field.name && isChanged(field))
      .map(({ name, value }) => [form.getAttribute('action'), name, value]),
  );
  try {
    if (fields.length) sessionStorage.setItem(KEY, JSON.stringify({ owner: owner(), path: location.pathname, fields }));
  } catch {
    // No storage here.
  }
}

export function start() {
  if (!owner()) return;
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    // The stored value cannot be parsed.
  }
  if (!kept) return;
  const mine = kept.owner === owner();
  if (mine && kept.path !== location.pathname) return;
  sessionStorage.removeItem(KEY);
  if (!mine) return;
  for (const [action, name, value] of kept.fields) {
    const form = [...document.querySelectorAll('form[method=post]')].find((one) => one.getAttribute('action') === action);
    const field = form && wordsOf(form).find((one) => one.name === name && !isChanged(one));
    if (!field) continue;
    field.value = value;
    form.closest('details')?.setAttribute('open', '');
  }
}
