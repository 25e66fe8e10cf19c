// Time that a test holds. The server's clock (a debug build's HAMDEL_CLOCK) shows what a file says, and so do the clocks of the
// browsers, each with the error of its device. Between two moves everything happens at one instant, so the figures on the screens can
// be computed to the millisecond. A move is like closing a laptop's lid: the pages' timers do not notice it.
import { renameSync, writeFileSync } from 'node:fs';
import { until } from './until.mjs';

// How long (ms of the real clock) a page must have been idle before the time moves on.
const STILL = 400;

export class Time {
  constructor(from) {
    this.now = Date.parse(from);
    this.devices = [];
  }

  // Before the server starts: where it reads the time.
  keepIn(file) {
    this.file = file;
    this.write();
    return file;
  }

  // A browser whose clock differs from the server's by this many ms. To be called before its first page.
  async hold(person, wrong = 0) {
    this.devices.push({ person, wrong });
    await person.context.addInitScript(stoppedClock);
    await this.set({ person, wrong });
  }

  // Moves the time by this many seconds, once every screen is idle.
  async pass(seconds) {
    await this.rest();
    this.now += seconds * 1_000;
    for (const device of this.devices) await this.set(device);
    this.write();
  }

  // The open page, and every later one.
  async set({ person, wrong }) {
    const set = (at) => localStorage.setItem('test:now', at);
    await person.context.addInitScript(set, this.now + wrong);
    if (person.page.url() !== 'about:blank') await person.page.evaluate(set, this.now + wrong);
  }

  async rest() {
    for (const { person } of this.devices)
      await until(() => person.page.evaluate((still) => window.testRests?.(still) ?? true, STILL), 'the screen rests');
  }

  write() {
    writeFileSync(`${this.file}.new`, `${this.now}\n`);
    renameSync(`${this.file}.new`, this.file);
  }
}

// Runs in the page: a Date that shows what local storage says, and a performance clock that agrees with it. It also counts the
// requests in progress, and records when they last changed the page.
function stoppedClock() {
  const Real = Date;
  const now = () => Number(localStorage.getItem('test:now') ?? Real.now());
  window.Date = class extends Real {
    constructor(...given) {
      super(...(given.length ? given : [now()]));
    }
    static now() {
      return now();
    }
  };
  let opened;
  Object.defineProperty(performance, 'timeOrigin', { get: () => (opened ??= now()) });
  const { fetch } = window;
  let [flying, changed] = [0, Real.now()];
  window.fetch = async (address, options) => {
    const stays = /\/stream\?/.test(address?.url ?? address);
    if (!stays) flying += 1;
    try {
      return await fetch(address, options);
    } finally {
      if (!stays) flying -= 1;
      changed = Real.now();
    }
  };
  document.addEventListener('htmx:after:swap', () => (changed = Real.now()));
  window.testRests = (still) => (!flying || !navigator.onLine) && Real.now() - changed > still;
}
