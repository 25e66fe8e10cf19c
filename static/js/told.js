// Forms marked data-told keep themselves while somebody tells of themselves: a moment after the last word, and at once when the page is
// left. Each save names the version it was written upon; the server refuses what was written upon an older one and says what stands
// there. What is not kept yet lives in the page and nowhere else: no storage of the phone holds a word of it. Without this script
// each form has its button.
import { token } from './token.js';
import { put } from './morph.js';
import { show } from './states.js';
import { say } from './say.js';

const PAUSE = 1_200;
const WAITS = [2_000, 4_000, 8_000, 15_000];
const PATIENCE = 20_000;

export function start() {
  const told = [...document.querySelectorAll('form[data-told]')].map((form) => new Told(form));
  if (!told.length) return;
  const all = (act) => told.forEach(act);
  document.addEventListener('visibilitychange', () => document.hidden && all((one) => one.save(true)));
  window.addEventListener('pagehide', () => all((one) => one.save(true)));
  window.addEventListener('online', () => all((one) => one.save()));
  window.addEventListener('beforeunload', (event) => {
    if (told.some((one) => one.unsaid && !one.leaving)) event.preventDefault();
  });
}

class Told {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector('[data-told-status]');
    this.tries = 0;
    this.known = this.words();
    this.button = form.querySelector('[data-told-button]');
    if (this.button) this.button.hidden = true;
    form.addEventListener('input', () => this.changed());
    form.addEventListener('submit', (event) => this.submitted(event));
  }

  fields() {
    return [...new FormData(this.form)].filter(([name]) => !['token', 'version'].includes(name));
  }

  words() {
    return JSON.stringify(this.fields());
  }

  get unsaid() {
    return this.words() !== this.known;
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
    if (this.leaving || this.stopped || this.sending || !token() || !this.unsaid) return;
    const words = this.words();
    const { version } = this.form.elements;
    const body = new URLSearchParams(this.fields());
    body.set('version', version.value);
    body.set('token', token());
    show(this.status, 'saving');
    this.sending = new AbortController();
    const patience = setTimeout(() => this.sending?.abort(), PATIENCE);
    const headers = { 'HX-Request': 'true', Accept: 'text/html' };
    try {
      const reply = await fetch(this.form.action, { method: 'POST', body, headers, keepalive: leaving, redirect: 'manual', cache: 'no-store', signal: this.sending.signal });
      await this.settle(words, reply);
    } catch {
      this.later();
    } finally {
      clearTimeout(patience);
      this.sending = undefined;
      this.idle?.();
    }
    if (!this.retry && this.unsaid && !this.leaving) this.changed();
  }

  async settle(words, reply) {
    const html = await reply.text().catch(() => '');
    const said = this.form.querySelector('[data-told-said]');
    const kept = reply.headers.get('Hamdel-Kept');
    clearTimeout(this.retry);
    this.retry = undefined;
    if (reply.ok && kept) {
      this.tries = 0;
      this.known = words;
      this.form.elements.version.value = kept;
      said.replaceChildren();
      await put(html, this.form, this.form.querySelector('[data-told-kept]'));
      this.shows('kept');
    } else if (reply.status === 409 && kept) {
      // Whoever presses the button now has seen both: it goes upon what stands.
      this.stopped = true;
      this.form.elements.version.value = kept;
      await put(html, this.form, said);
      this.shows('changed');
      said.querySelector('[role=alert]')?.focus();
    } else if (reply.status === 422) {
      this.known = words;
      await put(html, this.form, said);
      this.shows('refused');
    } else {
      this.later();
    }
  }

  later() {
    this.shows('waiting');
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.save();
    }, WAITS[Math.min(this.tries, WAITS.length - 1)]);
    this.tries += 1;
  }

  shows(state) {
    if (this.button && state !== 'kept') this.button.hidden = false;
    if (this.status.dataset.state === state) return;
    show(this.status, state);
    if (!['kept', 'saving'].includes(state)) say(this.status.querySelector(`[data-when=${state}]`)?.textContent);
  }

  // The button carries all the words itself; what is on its way is let arrive first, so that it goes upon that.
  async submitted(event) {
    if (this.leaving) return;
    if (this.sending) {
      event.preventDefault();
      const { submitter } = event;
      await new Promise((done) => (this.idle = done));
      this.idle = undefined;
      if (!this.stopped) this.form.requestSubmit(submitter);
      return;
    }
    this.leaving = true;
    clearTimeout(this.timer);
    clearTimeout(this.retry);
  }
}
