// What is personal on a shared page never travels in the stream: it is fetched from [data-mine-from], as hx-partials
// aimed at the places that are this person's; or, with [data-mine-region], as a page of which that region is taken.
import { put, putRegion } from './morph.js';

let soon, running, again;

export function start() {
  // An own idea was changed or taken back here: its version and what can be done with it now are personal too.
  document.addEventListener('htmx:after:request', ({ detail }) => detail.ctx.response?.raw?.ok && fetchMine());
}

// Several reasons to fetch within a moment make one request.
export function fetchMine() {
  clearTimeout(soon);
  soon = setTimeout(run, 150);
}

async function run() {
  const place = document.querySelector('[data-mine-from]');
  if (!place) return;
  if (running) {
    again = true;
    return;
  }
  running = true;
  again = false;
  try {
    const { mineFrom, mineRegion } = place.dataset;
    const headers = mineRegion ? {} : { 'HX-Request': 'true' };
    const reply = await fetch(mineFrom, { headers, cache: 'no-store', redirect: 'manual' });
    if (reply.ok) await (mineRegion ? putRegion(await reply.text(), place, mineRegion) : put(await reply.text(), place));
    else if (reply.status >= 500) setTimeout(fetchMine, 5_000);
  } catch {
    setTimeout(fetchMine, 5_000);
  } finally {
    running = false;
    if (again) fetchMine();
  }
}
