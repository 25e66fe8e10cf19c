// Forms marked data-autosave save themselves while a profile is filled in: a moment after the last keystroke, and at once when the page
// is left. Each save names the version that it is based on; the server refuses a save based on an older version and shows the current
// one. Unsaved text lives in the page and nowhere else: no storage of the phone holds a word of it. Without this script each form has
// its button.
import { token } from './token.js';
import { put } from './morph.js';
import { Saving } from './saving.js';
import { sayTooLarge } from './unsent.js';

const PAUSE = 1_200;

export function start() {
  const forms = [...document.querySelectorAll('form[data-autosave]')].map((form) => new AutosavedForm(form));
  if (!forms.length) return;
  const all = (act) => forms.forEach(act);
  document.addEventListener('visibilitychange', () => document.hidden && all((one) => one.save(true)));
  window.addEventListener('pagehide', () => all((one) => one.save(true)));
  window.addEventListener('online', () => all((one) => one.save()));
  window.addEventListener('beforeunload', (event) => {
    if (forms.some((one) => (one.unsaid || one.status.dataset.state === 'refused') && !one.leaving)) event.preventDefault();
  });
}

class AutosavedForm extends Saving {
  constructor(form) {
    super(form, form.querySelector('[data-autosave-status]'), form.querySelector('[data-autosave-button]'));
    this.known = this.words();
    form.addEventListener('input', () => this.changed());
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
    if (this.stopped || this.sending || !token() || !this.unsaid) return;
    const words = this.words();
    const { version } = this.form.elements;
    const body = new URLSearchParams(this.fields());
    body.set('version', version.value);
    body.set('token', token());
    await this.post(body, leaving, (reply) => this.settle(words, reply));
    if (!this.retry && this.unsaid && !this.leaving) this.changed();
  }

  async settle(words, reply) {
    const html = await reply.text().catch(() => '');
    const said = this.form.querySelector('[data-autosave-said]');
    const kept = reply.headers.get('Hamdel-Kept');
    clearTimeout(this.retry);
    this.retry = undefined;
    if (reply.ok && kept) {
      this.tries = 0;
      this.known = words;
      this.form.elements.version.value = kept;
      said.replaceChildren();
      await put(html, this.form, this.form.querySelector('[data-autosave-kept]'));
      this.shows('kept');
    } else if (reply.status === 409 && kept) {
      // A person who now presses the button has seen both versions, so the save is based on the current one.
      this.stopped = true;
      this.form.elements.version.value = kept;
      await put(html, this.form, said);
      this.shows('changed');
      this.offer();
      said.querySelector('[role=alert]')?.focus();
    } else if (reply.status === 422 || reply.status === 413) {
      this.known = words;
      if (reply.status === 413) sayTooLarge(this.form);
      else await put(html, this.form, said);
      this.shows('refused');
      this.offer();
    } else if (reply.headers.has('Hamdel-Sign-In')) {
      this.signedOut();
    } else {
      this.later();
    }
  }

  again() {
    this.save();
  }
}
