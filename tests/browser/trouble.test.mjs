// Failures in a room with twelve people: a server that dies, repeated clicks, two consoles, a full tab. Each test brings its own
// ideas to the demo's running session, so that the order of the tests does not matter.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { allSee, connected, ideasOf, log, outboxOf, pendingOf, share, stateOf, textsOf } from './lib/live.mjs';
import { inDemoSession } from './lib/pages.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { PASSPHRASE, invite, useLink } from './lib/practice.mjs';
import { until } from './lib/until.mjs';

// Chromium's messages for a connection that was cut on purpose.
const CUT = /net::ERR_/;

let browser, app, nasrin, leila, maryam, live, group;

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open({ demo: true })]);
  ({ nasrin, leila, maryam, live } = await inDemoSession(browser, app));
  for (const person of [nasrin, leila]) await person.page.goto(live);
  group = await leila.page.getAttribute('#account-tool a[href^="/groups/"]', 'href');
  await connected(nasrin, leila, maryam);
});

after(async () => {
  await browser?.close();
  await app?.close();
});

afterEach(async () => {
  for (const person of [nasrin, leila, maryam]) person?.isCalm();
});

const all = () => [nasrin, leila, maryam];
const sees = (person, words) => until(async () => (await textsOf(person)).filter((text) => text === words).length === 1, `once: ${words}`);
const settled = (person) =>
  until(async () => (await outboxOf(person)).length === 0 && (await pendingOf(person)).length === 0, 'nothing waits');

test('the server dies and restarts: the screens reconnect, and each idea is there once', async () => {
  for (const person of all()) person.expects(CUT);
  const before = (await ideasOf(leila)).length;
  await share(maryam, 'گفته پیش از قطع شدن');
  await app.kill();
  await share(maryam, 'نوشته در میان قطعی');
  await leila.page.focus('#idea');
  await log(leila, 'ثبت در میان قطعی');
  await until(async () => (await pendingOf(maryam)).includes('waiting'), 'the phone keeps it');
  for (const person of all()) await until(async () => (await stateOf(person)) === 'reconnecting', 'it says so');
  await app.start('serve');
  await allSee(all(), before + 3);
  await connected(...all());
  for (const person of all()) await settled(person);
});

test('two clicks and two Enters make one idea', async () => {
  await maryam.page.fill('#idea', 'فقط یک بار از تلفن');
  await maryam.page.dblclick('#compose button.primary');
  await leila.page.fill('#idea', 'فقط یک بار از میز');
  await leila.page.focus('#idea');
  await leila.page.keyboard.press('Enter');
  await leila.page.keyboard.press('Enter');
  for (const words of ['فقط یک بار از تلفن', 'فقط یک بار از میز']) for (const person of all()) await sees(person, words);
  await settled(maryam);
  await maryam.page.reload();
  await sees(maryam, 'فقط یک بار از تلفن');
});

test('two consoles log at once and show the same order', async () => {
  const before = (await ideasOf(leila)).length;
  for (const n of [1, 2, 3]) {
    await Promise.all([leila, nasrin].map((person, place) => person.page.fill('#idea', `میز ${place} شماره ${n}`)));
    await Promise.all([leila, nasrin].map((person) => person.page.press('#idea', 'Enter')));
  }
  await allSee(all(), before + 6);
  await leila.page.keyboard.press('Alt+KeyZ');
  for (const { page } of all())
    await until(
      async () => (await page.locator('#ideas > li.withdrawn', { hasText: '' }).count()) === 1,
      'the last of one console is taken back',
    );
  assert.ok((await textsOf(nasrin)).includes('میز 1 شماره 3'), 'the colleague’s idea stays');
  assert.ok(!(await textsOf(nasrin)).includes('میز 0 شماره 3'));
});

test('undo takes back an entry that is still being sent, and keeps earlier ones', async () => {
  const { page } = leila;
  const [before, ...away] = ['پیش از خط بد', 'رسید و پاسخش نرسید', 'به راه نیفتاد'];
  await page.focus('#idea');
  await log(leila, before);
  for (const person of all()) await sees(person, before);
  await settled(leila);
  const withdrawn = await nasrin.page.locator('#ideas > li.withdrawn').count();
  // The first reaches the server, and its answer is late; the second waits behind it.
  let answer;
  const late = new Promise((resolve) => (answer = resolve));
  await page.route(
    '**/ideas',
    async (route) => {
      const response = await route.fetch();
      await late;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  for (const words of away) await log(leila, words);
  await sees(nasrin, away[0]);
  for (const words of away.toReversed()) {
    await page.keyboard.press('Alt+KeyZ');
    await until(async () => (await page.inputValue('#idea')) === words, 'the words are in the field again');
    await page.fill('#idea', '');
  }
  answer();
  await settled(leila);
  for (const person of all()) {
    await until(async () => (await person.page.locator('#ideas > li.withdrawn').count()) === withdrawn + 1, 'taken back on the server too');
    await sees(person, before);
    for (const words of away) assert.ok(!(await textsOf(person)).includes(words));
  }
  // Then the entry before it, by its own id.
  await page.keyboard.press('Alt+KeyZ');
  await until(async () => !(await textsOf(nasrin)).includes(before), 'the one before');
  assert.equal(await nasrin.page.locator('#ideas > li.withdrawn').count(), withdrawn + 2);
});

test('a double click on joining signs in and shows the user name', async () => {
  const link = await invite(nasrin, group, 'member', '1');
  await nasrin.page.goto(live);
  await connected(nasrin);
  const person = await Person.open(browser, app, { screen: PHONE });
  await person.page.goto(link);
  await person.page.fill('#name', 'سارا');
  await person.page.fill('#passphrase', PASSPHRASE);
  await person.page.dblclick('main form button.primary');
  await until(() => person.page.isVisible('#kept'), 'the user name');
  await person.page.goto('/account');
  assert.equal(person.path(), '/account');
  await person.leave();
});

test('a reload finds the waiting entries and sends each once', async () => {
  maryam.expects(CUT);
  await maryam.page.route('**/ideas', (route) => route.abort());
  await share(maryam, 'در انتظار، بار اول');
  await share(maryam, 'در انتظار، بار دوم');
  await until(async () => (await pendingOf(maryam)).includes('waiting'), 'it waits');
  await maryam.page.reload();
  await until(async () => (await pendingOf(maryam)).length === 2, 'it is still there');
  assert.deepEqual(await outboxOf(maryam), ['در انتظار، بار اول', 'در انتظار، بار دوم']);
  await maryam.page.unroute('**/ideas');
  for (const words of ['در انتظار، بار اول', 'در انتظار، بار دوم']) for (const person of all()) await sees(person, words);
  await settled(maryam);
});

test('a lost answer to a saved idea does not make a second idea', async () => {
  maryam.expects(CUT);
  let lost = 0;
  await maryam.page.route(
    '**/ideas',
    async (route) => {
      await route.fetch();
      lost += 1;
      await route.abort();
    },
    { times: 1 },
  );
  await share(maryam, 'پاسخ گم شد');
  for (const person of all()) await sees(person, 'پاسخ گم شد');
  await settled(maryam);
  assert.equal(lost, 1);
  await maryam.page.reload();
  await sees(maryam, 'پاسخ گم شد');
});

test('half-written text keeps its words and caret while ideas arrive', async () => {
  await maryam.page.fill('#idea', 'نیمه نوشته است');
  await maryam.page.evaluate(() => document.querySelector('#idea').setSelectionRange(5, 10));
  const own = maryam.page.locator('#ideas > li', { has: maryam.page.locator('details.change') }).first();
  for (const words of ['در این میان یک', 'در این میان دو']) {
    await leila.page.fill('#idea', words);
    await leila.page.press('#idea', 'Enter');
    await sees(maryam, words);
  }
  const caret = () =>
    maryam.page.evaluate(() => [
      document.activeElement.id,
      document.activeElement.value,
      document.activeElement.selectionStart,
      document.activeElement.selectionEnd,
    ]);
  assert.deepEqual(await caret(), ['idea', 'نیمه نوشته است', 5, 10]);
  await maryam.page.fill('#idea', '');

  await maryam.page.click('.see-all a');
  await own.locator('summary').click();
  await maryam.page.goBack();
  const field = own.locator('textarea');
  await field.fill('تغییر نیمه‌کاره');
  await field.evaluate((area) => area.setSelectionRange(2, 4));
  await leila.page.fill('#idea', 'در این میان سه');
  await leila.page.press('#idea', 'Enter');
  await sees(maryam, 'در این میان سه');
  assert.deepEqual(await field.evaluate((area) => [area === document.activeElement, area.value, area.selectionStart, area.selectionEnd]), [
    true,
    'تغییر نیمه‌کاره',
    2,
    4,
  ]);
  await maryam.page.reload();
});

test('text that is too long is refused beside the field, and stays', async () => {
  leila.expects(/status of 422/);
  maryam.expects(/status of 422/);
  const long = 'خیلی '.repeat(400).trim();
  for (const person of [leila, maryam]) {
    await connected(person);
    await person.page.fill('#idea', long);
    await person.page.click('#compose button:is(.primary, .soft)');
    await until(() => person.page.isVisible('#compose [data-refusal] .error'), 'it says why');
    assert.match(await person.text('#compose [data-refusal]'), /[۰-۹]/);
    assert.equal(await person.page.inputValue('#idea'), long);
    assert.equal((await pendingOf(person)).length, 0);
    await person.look();
    await person.page.fill('#idea', '');
  }
  await share(maryam, 'کوتاه و خوب');
  await sees(leila, 'کوتاه و خوب');
  assert.equal((await maryam.text('#compose [data-refusal]')).trim(), '');
});

test('the keys work by their position, are off while a person types, and can be turned off', async () => {
  const { page } = leila;
  const chosen = () => page.evaluate(() => document.querySelector('[data-whose] :checked').dataset.seat);
  await page.focus('#idea');
  await page.keyboard.type('3');
  assert.equal(await chosen(), undefined);
  await page.keyboard.press('Alt+Digit3');
  assert.equal(await chosen(), '3');
  assert.equal(await page.inputValue('#idea'), '3');
  await page.fill('#idea', '');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Digit2');
  assert.equal(await chosen(), '2');
  await page.keyboard.press('?');
  assert.ok(await page.isVisible('dialog#shortcuts'));
  await leila.look();
  await page.uncheck('input[data-keys=single]');
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Digit1');
  assert.equal(await chosen(), '2');
  await page.click('[data-open="#shortcuts"]');
  await page.check('input[data-keys=single]');
  await page.keyboard.press('Escape');
});

test('the quick exit leaves nothing behind, by button and by pressing Shift three times', async () => {
  for (const way of ['button', 'keys']) {
    const member = await guest(way);
    member.expects(new RegExp(`request to http://localhost:${app.elsewhere.address().port}`), CUT);
    await member.page.route('**/ideas', (route) => route.abort());
    await share(member, 'این نباید بماند');
    await until(async () => (await pendingOf(member)).includes('waiting'), 'it waits');
    const visits = app.elsewhere.visits.length;
    if (way === 'button') await member.page.click('[data-quick-exit]');
    else for (let press = 0; press < 3; press += 1) await member.page.keyboard.press('Shift');
    await until(
      () => app.elsewhere.visits.length > visits && new URL(member.page.url()).port !== String(app.port),
      'another page is there',
    );
    assert.equal(app.elsewhere.visits.at(-1).referer, undefined);
    await member.page.goto('/');
    assert.equal(await member.page.evaluate(() => sessionStorage.getItem('hamdel:outbox')), null);
    assert.equal(await member.page.locator('form[data-sign-out]').count(), 0);
    await member.leave();
  }
});

test('a removed member is redirected at once', async () => {
  const member = await guest('removed');
  member.expects(/status of (401|403|404)/, CUT);
  await nasrin.page.goto(`${group}/members`);
  const row = nasrin.page.locator('li', { hasText: member.name }).first();
  await row.locator('details > summary').click();
  await row.locator('form[action$="/removal"] button').click();
  await until(() => member.path() !== live || member.page.locator('.problem').count(), 'the phone no longer shows the session');
  await until(async () => !(await member.page.content()).includes('id="ideas"'), 'nothing of it is left');
  await nasrin.page.goto(live);
  await connected(nasrin);
  await member.leave();
});

// Another member of the demo, signed in by a link that the therapist makes.
async function guest(purpose) {
  const person = await Person.open(browser, app, { screen: PHONE });
  person.name = { button: 'رضا', keys: 'کیان', removed: 'نوید' }[purpose];
  await nasrin.page.goto(`${group}/members`);
  const row = nasrin.page.locator('li', { hasText: person.name }).first();
  await row.locator('details > summary').click();
  await row.locator('form[action$="/sign-in-link"] button').click();
  const link = await nasrin.page.inputValue('#link');
  await nasrin.page.goto(live);
  await connected(nasrin);
  await useLink(person, link);
  await person.goTo(live);
  await person.press('form[action$="/attendance"] button');
  await connected(person);
  return person;
}
