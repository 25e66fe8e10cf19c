// Time that a test holds. The server's clock (a debug build's HAMDEL_CLOCK) stands at what a file says, and so do the clocks of the
// browsers, each as wrong as its device is. Between two moves everything happens at one instant, so what the screens show can be
// computed to the millisecond; a move is what closing a laptop's lid is: timers of the pages know nothing of it.
import { renameSync, writeFileSync } from 'node:fs';
import { until } from './until.mjs';

// How long (ms of the real clock) a page must have been still before the time moves on.
const STILL = 400;

export class Time {
  constructor(from) {
    this.now = Date.parse(from);
    this.devices = [];
  }

  // Before the house is opened: where it reads the time.
  keepIn(file) {
    this.file = file;
    this.write();
    return file;
  }

  // A browser whose clock differs from the server's by so many ms. Before its first page.
  async hold(person, wrong = 0) {
    this.devices.push({ person, wrong });
    await person.context.addInitScript(standing);
    await this.tell({ person, wrong });
  }

  // Lets so many seconds go by, once every screen has come to rest.
  async pass(seconds) {
    await this.rest();
    this.now += seconds * 1_000;
    for (const device of this.devices) await this.tell(device);
    this.write();
  }

  // The page that is open, and every later one.
  async tell({ person, wrong }) {
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

// In the page: a Date that stands at what local storage says, and a performance clock that agrees with it. Also counts what is on
// its way, and when the page was last changed by it.
function standing() {
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
