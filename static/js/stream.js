// The live connection of a session's page: [data-stream] holds its address. A page beside it, which follows only one part of the
// session, names that part in [data-watch].
//
// This is our own client over fetch. EventSource hides the heartbeat, so that a dead phone connection is never noticed, and it gives
// up on any answer but 200. htmx's hx-sse does not try again when its first request fails, swaps an error page into the board, does
// not notice silence, does not reconnect sooner when the network is back, and asks forever after a 404. Neither has a place to wait
// for one message's swap before the next message counts as read. htmx does the swapping (morph.js).
import { put } from './morph.js';
import { keep } from './half.js';
import { messages } from './sse.js';
import { say } from './say.js';
import { fetchMine } from './mine.js';
import { letGo } from './unsent.js';
import { uuid } from './uuid.js';

// The server sends a heartbeat every 15 s; after this much silence (ms) the connection is dead.
const SILENCE = 40_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

// A page has one stream: when it reconnects, the server ends the stream that its broken connection left.
const PAGE = uuid();

let place, lastId, attempt, wait, line, listening, heard, closed, resting;

export function start() {
  place = document.querySelector('[data-stream]');
  if (!place) return;
  attempt = 0;
  closed = resting = false;
  window.addEventListener('online', () => (line && listening ? tell('connected') : hurry()));
  window.addEventListener('offline', () => tell('offline'));
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('pagehide', () => line?.abort());
  window.addEventListener('pageshow', (event) => event.persisted && hurry());
  setInterval(listenForSilence, 5_000);
  document.addEventListener('submit', (event) => event.target.matches('form[data-sign-out]') && close());
  connect();
}

// For a person who leaves on purpose: the end of their sign-in also ends the stream, and must not lead them elsewhere.
export function close() {
  closed = true;
  clearTimeout(wait);
  line?.abort();
}

async function connect() {
  clearTimeout(wait);
  if (closed || line) return;
  const own = (line = new AbortController());
  heard = Date.now();
  try {
    const headers = { Accept: 'text/event-stream', 'Hamdel-Page': PAGE };
    if (lastId) headers['Last-Event-ID'] = lastId;
    const reply = await fetch(place.dataset.stream, { headers, cache: 'no-store', redirect: 'manual', signal: own.signal });
    if (reply.type === 'opaqueredirect' || [401, 403, 404].includes(reply.status)) return leave();
    if (reply.status === 204) return rest();
    if (!reply.ok || !reply.headers.get('Content-Type')?.startsWith('text/event-stream')) throw new Error('no stream');
    sessionStorage.removeItem('hamdel:left');
    listening = true;
    tell('connected');
    // After a gap the stream resends the shared part; the page fetches the personal part, which it may have missed.
    if (lastId) fetchMine();
    for await (const message of messages(reply.body)) {
      heard = Date.now();
      attempt = 0;
      if (own.signal.aborted) break;
      if (await take(message)) return;
    }
  } catch {
    // After any failure of the connection the page tries again.
  } finally {
    own.abort();
    if (line === own) {
      line = null;
      listening = false;
    }
  }
  again();
}

// True when the stream has ended for good.
async function take({ id, event, data }) {
  if (data === undefined) return false;
  if (event === 'gone') {
    leave(data);
    return true;
  }
  if (event === 'superseded') {
    rest();
    return true;
  }
  const { watch } = place.dataset;
  // A page beside the session's own fetches itself again when the part that it watches has changed, and takes nothing else.
  if (watch) {
    if (!event && data.includes(`hx-target="${watch}"`)) fetchMine();
  } else if (event === 'mine') fetchMine();
  else if (event === 'say') say(data);
  else if (!event) {
    await put(data, place).catch((error) => console.error(error));
    // With a new board, stage or table, the acts possible on one's own items may have changed too.
    if (/hx-target="#(board-list|arc|concerns?)"/.test(data)) fetchMine();
  }
  if (id) lastId = id;
  return false;
}

// The server sends nothing here now: the session is not live, or other pages of the same person have replaced this one. The page asks
// again when it is next looked at.
function rest() {
  resting = true;
  tell('resting');
}

function again() {
  if (closed || resting || paused()) return;
  tell(navigator.onLine ? 'reconnecting' : 'offline');
  const longest = Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
  attempt += 1;
  clearTimeout(wait);
  wait = setTimeout(connect, longest * (0.5 + Math.random()));
}

function hurry() {
  resting = false;
  attempt = 0;
  connect();
}

// A phone in a pocket closes its connection; a console in another window keeps it.
const paused = () => document.hidden && place.dataset.streamHidden === 'pause';

function seen() {
  if (document.hidden) {
    if (paused()) line?.abort();
    return;
  }
  if (line && Date.now() - heard > SILENCE / 2) line.abort();
  hurry();
}

function listenForSilence() {
  if (line && Date.now() - heard > SILENCE) line.abort();
}

// Access has ended. Without an address the page reloads, and the answer says why (sign in, or not found). It reloads only once, so
// that a page that loads and a stream that fails do not alternate forever.
function leave(address) {
  closed = true;
  tell('offline');
  const next = new URL(address || location.href, location.href);
  if (next.origin !== location.origin) return;
  // After signing in again the person returns to this page.
  if (next.pathname === '/sign-in') {
    next.searchParams.set('back', location.pathname + location.search);
    next.searchParams.set('ended', document.documentElement.lang);
  }
  if (!address && sessionStorage.getItem('hamdel:left') === next.pathname) return;
  sessionStorage.setItem('hamdel:left', next.pathname);
  // Text is worth keeping only for a page that can be returned to.
  if (!address || next.pathname === '/sign-in') keep();
  letGo();
  location.replace(next);
}

function tell(state) {
  document.dispatchEvent(new CustomEvent('hamdel:connection', { detail: state }));
}
