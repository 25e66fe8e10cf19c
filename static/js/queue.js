// The outbox's queue: entries that the server has not yet confirmed. It lies in session storage, so it survives a reload but not the
// tab. Entries are sent one at a time and in order, each with the id from its creation: the server gives the same reply to the same
// id, so that repeated sending duplicates nothing.
//
// It uses plain fetch instead of htmx: a retry has no form and no event, and the decision needs the raw reply.
import { owner, token } from './token.js';

const KEY = 'hamdel:outbox';
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
const PATIENCE = 20_000;

let entries = read();
let attempt = 0;
let sending, timer;
// Whether the last answer was that the person is not signed in.
let signedOut = false;
let on = { kept: async () => {}, refused: async () => {}, changed: () => {} };

// An entry: {id, owner, scope, action, fields: [[name, value]…], made (ms, this device's clock), state:
// sending|waiting|signed-out|refused, tried (it may have reached the server), view: {…}}.
export const all = () => entries;

export function begin(listeners) {
  on = listeners;
  if (owner()) keepOnly((entry) => entry.owner === owner());
  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', () => document.hidden || hurry());
  document.addEventListener('hamdel:signed-in', hurry);
  document.addEventListener('hamdel:connection', ({ detail }) => detail === 'connected' && hurry());
  hurry();
}

export function add(entry) {
  entries.push({ ...entry, owner: owner(), made: Date.now(), state: 'sending' });
  write();
  send();
}

export function remove(id) {
  keepOnly((entry) => entry.id !== id);
}

// Changes what is sent under an entry's id, after the send in progress has ended.
export function turn(entry, into) {
  Object.assign(entry, into, { state: 'sending' });
  write();
  send();
}

// Deletes entries for good: all of them, or those of one session.
export function wipe(scope) {
  if (scope === undefined) sending?.abort();
  keepOnly((entry) => scope !== undefined && entry.scope !== scope);
}

function keepOnly(wanted) {
  const before = entries.length;
  entries = entries.filter(wanted);
  if (entries.length === before) return;
  write();
}

function hurry() {
  attempt = 0;
  send();
}

async function send() {
  clearTimeout(timer);
  const entry = entries.find(({ state }) => state !== 'refused');
  // A page without a token has no owner; the next page with an owner continues.
  if (!entry || sending || !token()) return;
  sending = new AbortController();
  const patience = setTimeout(() => sending?.abort(), PATIENCE);
  const { action } = entry;
  if (!entry.tried) {
    entry.tried = true;
    write();
  }
  let next = 0;
  try {
    const reply = await post(entry, sending.signal);
    const was = signedOut;
    signedOut = isSignedOut(reply);
    if (was || signedOut) tell(signedOut ? 'signed-out' : 'connected');
    if (entry.action === action) next = await settle(entry, reply);
  } catch {
    next = later();
  } finally {
    clearTimeout(patience);
    sending = undefined;
  }
  if (next) mark(entry, signedOut ? 'signed-out' : 'waiting');
  timer = setTimeout(send, next);
}

function post(entry, signal) {
  const body = new URLSearchParams(entry.fields);
  body.set('id', entry.id);
  body.set('token', token());
  // Sends the entry's age, not its time: the clocks of devices differ.
  if (body.has('age')) body.set('age', Math.max(0, Date.now() - entry.made));
  const headers = { 'HX-Request': 'true', Accept: 'text/html' };
  return fetch(entry.action, { method: 'POST', body, headers, redirect: 'manual', cache: 'no-store', signal });
}

export const isSignedOut = (reply) => reply.status === 401 || reply.headers.has('Hamdel-Sign-In');

const tell = (state) => document.dispatchEvent(new CustomEvent('hamdel:connection', { detail: state }));

// How long to wait (ms) before the next send; 0 when this entry is settled.
async function settle(entry, reply) {
  if (reply.ok && reply.headers.get('Hamdel-Kept') === entry.id) {
    const html = await reply.text().catch(() => '');
    attempt = 0;
    remove(entry.id);
    await on.kept(entry, html);
    return 0;
  }
  if (reply.status >= 400 && reply.status < 500 && !isSignedOut(reply) && ![408, 425, 429].includes(reply.status)) {
    const html = await reply.text().catch(() => '');
    mark(entry, 'refused');
    await on.refused(entry, html);
    return 0;
  }
  const seconds = Number(reply.headers.get('Retry-After'));
  return Math.max(later(), Math.min(seconds || 0, 120) * 1_000);
}

function later() {
  const longest = Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
  attempt += 1;
  return longest * (0.7 + 0.6 * Math.random());
}

function mark(entry, state) {
  if (entry.state === state || !entries.includes(entry)) return;
  entry.state = state;
  write();
}

function write() {
  try {
    if (entries.length) sessionStorage.setItem(KEY, JSON.stringify(entries));
    else sessionStorage.removeItem(KEY);
  } catch {
    // No storage here: the entries live as long as the page.
  }
  on.changed();
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}
