// Forms marked data-draft save themselves: some seconds after the last keystroke, and at once when the page is left or hidden. Each
// save has an id and names the save that it is based on; the server refuses a save based on an older one and shows both texts. Until
// the server confirms a save, the script repeats it unchanged and keeps it in session storage (a form marked data-memory keeps it in
// the page only). Without this script the form has its button.
import { owner, token } from './token.js';
import { put } from './morph.js';
import { Saving } from './saving.js';
import * as points from './draft-points.js';

const PAUSE = 2_000;
const LONGEST = 6_000;
const NAMES = ['summary', 'point', 'text'];

export function start() {
  const form = document.querySelector('form[data-draft]');
  if (form) new Draft(form).begin();
}

const uuid = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

class Draft extends Saving {
  constructor(form) {
    super(form, document.querySelector(form.dataset.status), form.querySelector('[data-save]'));
    this.key = 'memory' in form.dataset ? undefined : `hamdel:draft:${form.dataset.draft}`;
  }

  begin() {
    const { form } = this;
    points.begin(form, () => this.changed());
    this.known = this.words();
    this.restore();
    form.addEventListener('input', () => this.changed());
    document.addEventListener('click', (event) => event.target.closest?.('[data-forget]') && this.forget());
    document.addEventListener('submit', (event) => event.target.matches('[data-forget]') && this.forget());
    document.addEventListener('visibilitychange', () => document.hidden && this.save(true));
    window.addEventListener('pagehide', () => this.save(true));
    window.addEventListener('online', () => this.again());
    window.addEventListener('beforeunload', (event) => {
      if (!this.key && (this.pending || this.words() !== this.known) && !this.leaving) event.preventDefault();
    });
  }

  fields() {
    return [...new FormData(this.form)].filter(([name]) => NAMES.includes(name));
  }

  // Empty points do not count as content.
  words() {
    return JSON.stringify(this.fields().filter(([name, value]) => name !== 'point' || value.trim()));
  }

  // Restores a save that the server had not confirmed before this page was loaded again.
  restore() {
    const left = this.read();
    if (!left || left.owner !== owner()) return this.forget();
    const base = this.form.elements.namedItem('based_on').value;
    const kept = left.pending?.id === base;
    if (kept && JSON.stringify(left.fields) === JSON.stringify(left.pending.fields)) return this.forget();
    points.fill(this.form, left.fields);
    if (left.pending && !kept) this.pending = left.pending;
    this.changed();
    if (this.pending) this.send();
    return undefined;
  }

  changed() {
    if (this.stopped) return;
    points.tick(this.form);
    if (this.words() === this.known && !this.pending) return;
    this.write();
    clearTimeout(this.timer);
    this.since ??= Date.now();
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now())));
  }

  save(leaving = false) {
    if (this.stopped || this.pending || this.words() === this.known) return;
    clearTimeout(this.timer);
    this.since = undefined;
    const { elements } = this.form;
    const named = (name) => elements.namedItem(name).value;
    this.pending = { id: uuid(), based_on: named('based_on'), page: named('page'), fields: this.fields(), words: this.words() };
    this.write();
    this.send(leaving);
  }

  again() {
    if (this.pending && !this.sending) this.send();
  }

  async send(leaving = false) {
    if (this.sending || !token()) return;
    clearTimeout(this.retry);
    const { pending } = this;
    const body = new URLSearchParams(pending.fields);
    for (const name of ['id', 'based_on', 'page']) body.set(name, pending[name]);
    body.set('token', token());
    const keepalive = leaving && String(body).length < 60_000;
    await this.post(body, keepalive, (reply) => this.settle(pending, reply));
    if (!this.pending) this.changed();
  }

  async settle(pending, reply) {
    const html = await reply.text().catch(() => '');
    if (reply.ok && reply.headers.get('Hamdel-Kept') === pending.id) {
      this.tries = 0;
      this.pending = undefined;
      this.known = pending.words;
      this.form.elements.namedItem('based_on').value = reply.headers.get('Hamdel-Draft') ?? pending.id;
      this.form.elements.namedItem('id').value = uuid();
      await put(html, this.form, document.querySelector(this.form.dataset.kept));
      this.said(false);
      if (this.words() === this.known) this.forget();
      this.shows('kept');
    } else if (reply.status === 409) {
      this.pending = undefined;
      this.stop('conflict');
      // The fields are read-only until the person chooses between the two texts.
      for (const field of this.form.querySelectorAll('textarea')) field.readOnly = true;
      const place = document.querySelector(this.form.dataset.conflictAt);
      await put(html, this.form, place);
      place.querySelector('[role=alert]')?.focus();
    } else if (reply.headers.get('Hamdel-Step-Up')) {
      this.pending = undefined;
      this.stop('asked');
      this.offer();
      this.button?.querySelector('button')?.focus();
    } else if (reply.status === 422 || reply.status === 413) {
      this.pending = undefined;
      this.known = pending.words;
      this.shows('refused');
      this.said(reply.status === 413);
      if (reply.status === 422) await put(html, this.form, this.form.querySelector('[data-refusal]'));
      this.offer();
    } else if (reply.headers.has('Hamdel-Sign-In')) {
      this.signedOut();
    } else {
      this.later();
    }
  }

  stop(state) {
    this.stopped = true;
    clearTimeout(this.timer);
    this.shows(state);
  }

  // Clears the refusal, or leaves only the one about size: the typed text is still in the page.
  said(tooLarge) {
    this.form.querySelector('[data-refusal]')?.replaceChildren();
    this.form.querySelector('[data-too-large]')?.toggleAttribute('hidden', !tooLarge);
  }

  write() {
    if (!this.key) return;
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ owner: owner(), pending: this.pending, fields: this.fields() }));
    } catch {
      // No storage here: the text lives as long as the page.
    }
  }

  read() {
    try {
      return this.key && JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      return undefined;
    }
  }

  forget() {
    this.leaving ||= this.stopped;
    if (this.key) sessionStorage.removeItem(this.key);
  }
}
