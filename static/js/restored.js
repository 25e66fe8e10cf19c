// A page that the browser restores from its memory (Back) may belong to a sign-in that has ended meanwhile, here or elsewhere. The
// page is hidden when it is left, and on return it asks the server whether it may be shown.
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
    // Without an answer the page stays hidden.
  }
  setTimeout(ask, AGAIN);
  return undefined;
}
