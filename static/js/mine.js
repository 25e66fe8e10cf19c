// The stream of a shared page never carries personal content. The page fetches it from [data-mine-from] as hx-partials that target
// this person's own places; or, with [data-mine-region], as a page from which it takes that region.
import { put, putRegion } from './morph.js';

let soon, running, again;

export function start() {
  // The person changed or took back an own idea: its version and the acts now possible on it are personal too.
  document.addEventListener('htmx:after:request', ({ detail }) => detail.ctx.response?.raw?.ok && fetchMine());
}

// Several reasons to fetch within 150 ms make one request.
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
