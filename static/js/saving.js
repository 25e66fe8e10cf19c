// What self-saving forms share: one save at a time with a time limit, retries, a state that is shown and announced, and a button that
// first lets the save in progress finish.
import { show } from './states.js';
import { say } from './say.js';
import { isTooLarge } from './unsent.js';

// The language switch preserves the typed text that an answered form came with. When newer text is kept elsewhere, the switch leads
// to the page itself.
function newerThanTheAnswer() {
  document.querySelector('.change-language [name=carried]')?.remove();
}

const WAITS = [2_000, 4_000, 8_000, 15_000];
const PATIENCE = 20_000;

export class Saving {
  constructor(form, status, button) {
    Object.assign(this, { form, status, button, tries: 0 });
    if (button) button.hidden = true;
    form.addEventListener('submit', (event) => this.submitted(event));
    document.addEventListener('hamdel:signed-in', () => !this.stopped && this.again());
  }

  // `settle` handles the reply; when there is none, `again` is called after a delay.
  async post(body, keepalive, settle) {
    if (isTooLarge(body)) {
      await settle(new Response(null, { status: 413 }));
      return;
    }
    newerThanTheAnswer();
    if (this.status?.dataset.state !== 'signed-out') this.shows('saving');
    this.sending = new AbortController();
    const patience = setTimeout(() => this.sending?.abort(), PATIENCE);
    const headers = { 'HX-Request': 'true', Accept: 'text/html' };
    try {
      const reply = await fetch(this.form.action, {
        method: 'POST',
        body,
        headers,
        keepalive,
        redirect: 'manual',
        cache: 'no-store',
        signal: this.sending.signal,
      });
      await settle(reply);
    } catch {
      this.later();
    } finally {
      clearTimeout(patience);
      this.sending = undefined;
      this.idle?.();
    }
  }

  later() {
    this.shows('waiting');
    this.offer();
    this.wait();
  }

  // The writer is not signed in: the text stays in the page and is sent when they are back.
  signedOut() {
    this.shows('signed-out');
    this.wait();
  }

  wait() {
    clearTimeout(this.retry);
    this.retry = setTimeout(
      () => {
        this.retry = undefined;
        this.again();
      },
      WAITS[Math.min(this.tries, WAITS.length - 1)],
    );
    this.tries += 1;
  }

  shows(state) {
    if (!this.status || this.status.dataset.state === state) return;
    show(this.status, state);
    if (!['kept', 'saving'].includes(state)) say(this.status.querySelector(`[data-when=${state}]`)?.textContent);
  }

  // When automatic saving cannot continue, the button remains.
  offer() {
    if (this.button) this.button.hidden = false;
  }

  // A press of the button sends all of the text itself.
  async submitted(event) {
    if (event.defaultPrevented || this.leaving) return;
    if (this.sending) {
      event.preventDefault();
      const { submitter } = event;
      await new Promise((done) => (this.idle = done));
      this.idle = undefined;
      if (!this.stopped) this.form.requestSubmit(submitter);
      return;
    }
    this.leaving = true;
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.retry);
  }
}
