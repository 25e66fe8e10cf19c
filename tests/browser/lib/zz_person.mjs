// A person with a browser of their own: a screen, a language, and a list of every error that it reports.
import assert from 'node:assert/strict';
import { axe, isNew, shape } from './looks.mjs';
import { keep } from './served.mjs';

export const DESK = { viewport: { width: 1280, height: 900 } };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let blank;

export class Person {
  static async open(browser, app, { language = 'fa', screen = DESK, ...more } = {}) {
    const person = new Person();
    Object.assign(person, { app, language, troubles: [], expected: [] });
    const locale = language === 'fa' ? 'fa-IR' : 'en-GB';
    person.context = await browser.newContext({ baseURL: app.origin, locale, timezoneId: 'Asia/Tehran', ...screen, ...more });
    person.watch();
    await person.context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) =>
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    person.context.setDefaultTimeout(15_000);
    person.page = await person.context.newPage();
    return person;
  }

  watch() {
    // Chromium reports it as the page's error, even without scripts, when the animation between two pages is cut short by the next click.
    this.expects(/inline style|style-src-elem/); this.expects(/Transition was (skipped|aborted)/);
    const note = (trouble) => this.expected.some((pattern) => pattern.test(trouble)) || this.troubles.push(trouble);
    this.context.on('console', (message) => message.type() === 'error' && note(`console: ${message.text()} (${message.location().url})`));
    this.context.on('weberror', (error) => note(`error: ${error.error().stack || error.error().message}`));
    this.context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== this.app.origin) note(`request to ${origin}`);
    });
    this.context.on('response', (reply) => {
      if (reply.request().isNavigationRequest() && reply.frame() === this.page?.mainFrame()) this.served = reply;
    });
  }

  // From here on an error that matches this is expected: Chromium reports a connection that is cut on purpose.
  expects(...patterns) {
    this.expected.push(...patterns);
  }

  // Checks the page that has loaded, with axe where it has new elements; not while `hurries`, on steps that other tests check.
  async look() {
    await keep(this);
    if (this.hurries) return this.isCalm();
    await shape(this.page, this.language);
    if (await isNew(this.page, `${this.language} ${this.page.viewportSize().width}`)) await axe(this.page);
    return this.isCalm();
  }

  isCalm() {
    assert.deepEqual(this.troubles, []);
  }

  async goTo(path) {
    await this.page.goto(path);
    await this.look();
  }

  // Presses a control that leads to another page, and checks that page.
  async follow(selector) {
    await this.press(selector);
    await this.look();
  }

  async press(selector) {
    const old = await this.page.evaluate(() => (window.leftBehind = true));
    assert.ok(old);
    await this.page.click(selector);
    await this.page.waitForFunction(() => !window.leftBehind && document.readyState === 'complete');
  }

  // Fills in and sends a form without showing its page. `next` is a form in the first response to send as well; `read` the field
  // or element of that response whose value is returned. Fields with one value only.
  async send(path, form, fields = {}, { read, next } = {}) {
    const { request } = this.context;
    const headers = { 'Accept-Language': this.language };
    const parse = async (reply, form, read) => {
      assert.ok(reply.ok(), `${reply.status()} of ${reply.url()}`);
      // A page of no one, without the application's content security policy, which forbids parsing.
      blank ??= await this.context.browser().newPage();
      return blank.evaluate(parsed, { html: await reply.text(), form, read });
    };
    const post = ({ action, values }, more) =>
      request.post(action, {
        headers: { ...headers, Origin: this.app.origin, 'Sec-Fetch-Site': 'same-origin' },
        form: { ...values, ...more },
      });
    let reply = await post(await parse(await request.get(path, { headers }), form), fields);
    const answer = await parse(reply, next, read);
    if (next) reply = await post(answer, {});
    assert.ok(reply.ok(), `${reply.status()} of ${reply.url()}`);
    return { path: new URL(reply.url()).pathname, read: answer.text };
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  text(selector) {
    return this.page.textContent(selector);
  }

  async leave() {
    await this.context.close();
    this.isCalm();
  }
}

// Runs in a blank page: what a form would send, and a field or text of its page.
function parsed({ html, form, read }) {
  const shown = new DOMParser().parseFromString(html, 'text/html');
  const found = form && shown.querySelector(form);
  if (form && !found) throw new Error(`no ${form} in ${html.slice(0, 2_000)}`);
  const one = read && shown.querySelector(read);
  return {
    ...(found && { action: found.getAttribute('action'), values: Object.fromEntries(new FormData(found)) }),
    text: one && (one.getAttribute('value') ?? one.textContent.trim()),
  };
}
