// A page that the browser restores from its memory (Back) may be of a sign-in that has ended meanwhile, here or elsewhere. It is put away
// hidden, and asks whether it may be shown before it is.
import { leave } from './tabs.js';
import { owner } from './token.js';

const AGAIN = 2_000;

export function start() {
  if (!owner()) return;
  window.addEventListener('pagehide', (event) => event.persisted && hide(true));
  window.addEventListener('pageshow', (event) => event.persisted && ask());
}

const hide = (hidden) => document.documentElement.classList.toggle('asking', hidden);

async function ask() {
  hide(true);
  try {
    const reply = await fetch('/signed-in', { headers: { 'HX-Request': 'true' }, cache: 'no-store', redirect: 'manual' });
    if (reply.status === 401) return leave(`/sign-in?back=${encodeURIComponent(document.querySelector('meta[name=page]').content)}`);
    if (reply.ok) return (await reply.text()) === owner() ? hide(false) : leave('/');
  } catch {
    // Without an answer nothing is shown.
  }
  setTimeout(ask, AGAIN);
  return undefined;
}
