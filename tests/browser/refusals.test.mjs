// Refusals of forms, and the fate of text and taps when the connection or the sign-in is lost: in the demo's running session.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { connected, goOffline, stateOf } from './lib/live.mjs';
import { inDemoSession } from './lib/pages.mjs';
import { Person } from './lib/person.mjs';
import { backToStage, seesMore } from './lib/work.mjs';
import { until } from './lib/until.mjs';

// Chromium's messages for a connection that was cut on purpose, and for a page that was left during a transition.
const CUT = /net::ERR_|Failed to fetch|ViewTransition/;
let browser, app, nasrin, leila, maryam, live;

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open({ demo: true })]);
  ({ nasrin, leila, maryam, live } = await inDemoSession(browser, app));
  await leila.page.goto(live);
  await connected(leila, maryam);
  for (const person of [nasrin, leila, maryam]) person.expects(/status of (401|403|422)/);
});

after(async () => {
  await browser?.close();
  await app?.close();
});

afterEach(() => {
  for (const person of [nasrin, leila, maryam]) person?.isCalm();
});

const said = ({ page }, form) => until(() => page.isVisible(`${form} [data-refusal] .error`), `it says why in ${form}`);
const unsaid = async ({ page }, form) => assert.equal(await page.locator(`${form} [data-refusal] .error:visible`).count(), 0);

test('checking in: a refusal appears in the form, and the word stays', async () => {
  const { page } = maryam;
  await seesMore(maryam, '#check-in');
  await page.click('.check-in summary');
  await page.fill('#mood-word', 'امیدوار');
  await page.click('#mood button.main >> nth=0');
  await said(maryam, '#mood');
  assert.equal(await page.inputValue('#mood-word'), 'امیدوار');
  // It disappears when something is changed; pasted text is not cut.
  await page.check('#mood input[name=value][value="6"]', { force: true });
  await unsaid(maryam, '#mood');
  await page.fill('#mood-word', 'خ'.repeat(400));
  await page.click('#mood button.main >> nth=0');
  await said(maryam, '#mood');
  assert.equal((await page.inputValue('#mood-word')).length, 400);
  await page.fill('#mood-word', 'آرام');
  await page.click('#mood button.main >> nth=0');
  await until(() => page.isVisible('#check-in-said'), 'it is taken');
  await backToStage(maryam);
});

test('attendance at the console: the refusal of an impossible time appears beside its field', async () => {
  const { page } = leila;
  await page.click('.rail a[href="#people"]');
  await page.click('#roll details.ask summary >> nth=0');
  const form = `#${await page.getAttribute('#roll form.correct', 'id')}`;
  for (const hour of ['abc', '25:61']) {
    await page.fill(`${form} input[name=entered]`, hour);
    await page.click(`${form} button[value=here]`);
    await said(leila, form);
    assert.equal(await page.inputValue(`${form} input[name=entered]`), hour);
    await page.fill(`${form} input[name=entered]`, '');
    await unsaid(leila, form);
  }
});

test('an empty field is reported in the language of the page', async () => {
  const { page } = nasrin;
  await page.goto('/groups/new');
  await nasrin.press('form[action="/groups"] button.primary');
  assert.ok(await page.isVisible('#name-error'));
  await page.fill('#name', 'حلقه');
  assert.ok(await page.isHidden('#name-error'));
  assert.ok(await page.isVisible('#purpose-error'));
  // Where the request would lose a secret, the browser reports it in our words.
  const visitor = await Person.open(browser, app);
  await visitor.page.goto('/sign-in');
  await visitor.page.click('main form button.primary');
  assert.match(await visitor.page.$eval('#name', (field) => field.validationMessage), /لطفاً/);
  await visitor.page.fill('#name', 'x');
  assert.equal(await visitor.page.$eval('#name', (field) => field.validity.valid), true);
  await visitor.leave();
});

test('the second tap of a double tap does not press what moved into the place of the first', async () => {
  const { page } = maryam;
  await page.evaluate(() => {
    const box = Object.assign(document.createElement('div'), { id: 'trial' });
    Object.assign(box.style, { position: 'fixed', insetBlockStart: 0, zIndex: 9 });
    const first = Object.assign(document.createElement('form'), { action: '/nowhere-1' });
    const second = document.createElement('button');
    first.append(Object.assign(document.createElement('button'), { textContent: 'one' }));
    second.textContent = 'two';
    box.append(first, second);
    document.body.append(box);
    first.addEventListener('submit', (event) => {
      event.preventDefault();
      first.remove();
    });
    second.addEventListener('click', () => second.classList.add('pressed'));
  });
  const { x, y } = await page.locator('#trial form button').boundingBox();
  await page.mouse.click(x + 8, y + 8);
  await page.mouse.click(x + 8, y + 8);
  assert.equal(await page.locator('#trial .pressed').count(), 0);
  await page.waitForTimeout(500);
  await page.locator('#trial > button').click();
  assert.equal(await page.locator('#trial .pressed').count(), 1);
  await page.evaluate(() => document.getElementById('trial').remove());
});

test('the chip shows connected again when the network is back, also when the connection survived', async () => {
  const { page } = maryam;
  await connected(maryam);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await until(async () => (await stateOf(maryam)) === 'offline', 'it says so');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await connected(maryam);
});

test('a tap that waits says so on its button', async () => {
  const { page, context } = maryam;
  maryam.expects(CUT);
  await goOffline(maryam);
  await page.click('#hand-up button >> nth=0');
  await until(() => page.isVisible('#hand-up button >> nth=0 >> .waits'), 'it waits');
  await context.setOffline(false);
  await until(() => page.isVisible('#hand-down'), 'it has arrived');
  assert.equal(await page.locator('.waits').count(), 0);
  await page.click('#hand-down button');
  await until(() => page.isVisible('#hand-up'), 'down again');
});

test('signed out while the connection lives: the page says so at once, and the text is sent afterwards', async () => {
  const { page, context } = maryam;
  const cookies = await context.cookies();
  await page.route(/\/stream\?/, (route) => route.abort());
  maryam.expects(CUT);
  await context.clearCookies();
  await page.fill('#idea', 'نوشته بی ورود');
  await page.click('#compose button.primary');
  await until(async () => (await stateOf(maryam)) === 'signed-out', 'the chip says so');
  await until(() => page.isVisible('[data-pending] [data-when="signed-out"]'), 'the words too');
  await context.addCookies(cookies);
  await page.unroute(/\/stream\?/);
  const beside = await context.newPage();
  await beside.goto('/');
  await until(async () => (await page.locator('[data-pending]:not(template)').count()) === 0, 'it is sent');
  await connected(maryam);
  await beside.close();
});

test('a sign-in that ends elsewhere leads to a page that says why, and the half-written idea comes back', async () => {
  const { page, context } = maryam;
  maryam.expects(CUT);
  await page.goto(live);
  await connected(maryam);
  await page.fill('#idea', 'نیمه نوشته');
  const cookies = await context.cookies();
  // As the stream says it when its sign-in has ended.
  await page.route(/\/stream\?/, (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: `event: gone\ndata: /sign-in?back=${live}\n\n` }),
  );
  await context.clearCookies();
  // The connection breaks and is opened again.
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  await page.waitForURL(/\/sign-in\?/);
  assert.match(await maryam.text('main'), /پایان یافت/);
  await page.unroute(/\/stream\?/);
  await context.addCookies(cookies);
  await page.goto(live);
  assert.equal(await page.inputValue('#idea'), 'نیمه نوشته');
  await page.fill('#idea', '');
  await page.goto('/');
});

test('the newest text of a closing wins over any earlier answer, and the refusal changes with the language', async () => {
  const { page } = nasrin;
  const switches = async (language) => {
    await nasrin.press('form[action="/language"] button');
    assert.equal(await page.getAttribute('html', 'lang'), language);
  };
  await page.goto('/');
  await page.goto(await page.getAttribute('a[href$="/closing"]', 'href'));
  await page.fill('#summary', '');
  for (const point of await page.locator('textarea[name=point]').all()) await point.fill('');
  await until(async () => (await page.getAttribute('#closing-status', 'data-state')) === 'kept', 'emptied');
  await nasrin.press('button[formaction$="/versions"]');
  assert.match(await nasrin.text('.problems, #summary-error, #points-error, #closing .error'), /[آ-ی]/);
  await switches('en');
  assert.doesNotMatch((await page.locator('#closing .error').allTextContents()).join(), /[آ-ی]/);
  await switches('fa');
  await page.fill('#summary', 'نوشته تازه');
  await page.locator('textarea[name=point]').first().fill('نکته تازه');
  assert.equal(await page.locator('#closing .error:visible').count(), 0, 'the refusal goes');
  await until(async () => (await page.getAttribute('#closing-status', 'data-state')) === 'kept', 'it is kept');
  for (const language of ['en', 'fa']) {
    await switches(language);
    assert.deepEqual(
      [await page.inputValue('#summary'), await page.locator('textarea[name=point]').first().inputValue()],
      ['نوشته تازه', 'نکته تازه'],
    );
  }
});

test('checking out: Back leads one question back, and leaving asks', async () => {
  const { page } = maryam;
  await page.goto(live.replace(/live$/, 'check-out'));
  const at = () => page.$$eval('#check-out > .part', (parts) => parts.findIndex((part) => !part.hidden));
  await page.check('#check-out input[name=value][value="7"]', { force: true });
  for (let part = 0; part < 3; part += 1)
    await page.click('#check-out > .part:not([hidden]) [data-go=on], #check-out > .part:not([hidden]) [data-go=next]');
  assert.equal(await at(), 3);
  await page.goBack();
  assert.equal(await at(), 2);
  await page.click('#check-out > .part:not([hidden]) [data-go=back]');
  await until(async () => (await at()) === 1, 'one back');
  assert.ok(await page.isChecked('#check-out input[name=value][value="7"]'));
  await page.click('form[action="/language"] button');
  await until(() => page.isVisible('dialog#unsent'), 'it asks');
  await page.click('dialog#unsent [value=stay]');
  page.once('dialog', (dialog) => dialog.accept());
  await page.goto('/');
});
