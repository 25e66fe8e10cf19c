// Typed text that is not sent yet, and what stays in the tabs of a browser after its person has left.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { useLink } from './lib/practice.mjs';
import { until } from './lib/until.mjs';

let browser, app, nasrin, maryam, group, proposal;

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open({ demo: true })]);
  const [forTherapist, , forMember] = app.links();
  nasrin = await Person.open(browser, app);
  maryam = await Person.open(browser, app, { screen: PHONE });
  await useLink(nasrin, forTherapist);
  await useLink(maryam, forMember);
  await nasrin.page.goto('/groups');
  group = await nasrin.page.getAttribute('ul.groups .row-main a', 'href');
  await maryam.page.goto(`${group}/charter`);
  proposal = await maryam.page.getAttribute('.charter-articles a[href*="act=change"]', 'href');
});

after(async () => {
  await browser?.close();
  await app?.close();
});

afterEach(() => {
  for (const person of [nasrin, maryam]) person?.isCalm();
});

const asks = ({ page }) => until(() => page.isVisible('dialog#unsent'), 'it asks');
const stays = ({ page }) => page.click('dialog#unsent [value=stay]');
const other = (person) => (person.language === 'fa' ? 'en' : 'fa');
const switchButton = 'form[action="/language"] button';

test('a change of language and a link ask before text is left behind', async () => {
  const { page } = maryam;
  await page.goto(proposal);
  const was = await page.inputValue('#text');
  await page.fill('#reason', 'خواهرم می‌پرسد');
  await page.click(switchButton);
  await asks(maryam);
  await maryam.look();
  await stays(maryam);
  for (const leaving of ['main a[href^="/"]', 'header a[href="/"]', 'form[data-sign-out] button']) {
    await page.click(`${leaving} >> nth=0`);
    await asks(maryam);
    await page.keyboard.press('Escape');
    assert.equal(await page.inputValue('#reason'), 'خواهرم می‌پرسد');
  }
  // Also where something else leads away.
  const said = [];
  const note = (dialog) => said.push(dialog.type()) && dialog.accept();
  page.on('dialog', note);
  await page.reload();
  assert.deepEqual(said, ['beforeunload']);

  await page.fill('#reason', 'باز هم');
  await page.click(switchButton);
  await asks(maryam);
  await Promise.all([page.waitForURL(/new/), page.click('dialog#unsent [value=leave]')]);
  await until(async () => (await page.getAttribute('html', 'lang')) === other(maryam), 'the other language');
  assert.deepEqual([await page.inputValue('#text'), await page.inputValue('#reason')], [was, '']);
  // Nothing typed, no question; links to help work without a question.
  await maryam.press(switchButton);
  await page.fill('#reason', 'کمک می‌خواهم');
  await page.waitForSelector('.call-sheet', { state: 'attached' });
  await page.click('.support a[href="/help"]');
  await page.click('.call-sheet[open] a[href="/help"]');
  await page.waitForURL(/\/help$/);
  assert.deepEqual(said, ['beforeunload']);
  page.off('dialog', note);
});

test('they also ask before a choice is left behind, and only if it is not sent', async () => {
  const { page } = maryam;
  const home = 'header a[href="/"] >> nth=0';
  const chosen = async (path, choose, holds) => {
    await page.goto(path);
    await choose();
    for (const leaving of [switchButton, home]) {
      await page.click(leaving);
      await asks(maryam);
      await stays(maryam);
      assert.ok(await holds(), path);
    }
  };
  await chosen(
    '/account',
    () => page.selectOption('#time_zone', 'Europe/Paris'),
    async () => (await page.inputValue('#time_zone')) === 'Europe/Paris',
  );
  // A choice that is changed back is no choice.
  await page.selectOption('#time_zone', 'Asia/Tehran');
  await page.click(home);
  await page.waitForURL((url) => url.pathname === '/');
  await chosen(
    '/account/calendar',
    () => page.click('label:has([name=places])'),
    () => page.isChecked('[name=places]'),
  );
  await page.click('main form[action="/account/calendar"] button.primary');
  await page.waitForSelector('#link');
  await page.goto('/account');
});

test('a secret that is shown once, and refused text, stay when the language changes', async () => {
  const { page } = nasrin;
  nasrin.expects(/status of 422/);
  await page.goto(`${group}/invitations`);
  await nasrin.press('form[action$="/invitations"] button.primary');
  const link = await page.inputValue('#link');
  for (const language of ['en', 'fa']) {
    await nasrin.press(switchButton);
    assert.deepEqual([await page.getAttribute('html', 'lang'), await page.inputValue('#link')], [language, link]);
  }
  await page.goto(`${group}/sessions/new`);
  await page.fill('#place', 'اتاق سرخ');
  await page.fill('#time', 'دیر');
  await nasrin.press('form[action$="/sessions"] button.primary');
  assert.ok(await page.isVisible('#time-error'));
  // Text that came back is not kept anywhere: a link asks, the language switch preserves it.
  await page.click('header a[href="/groups"]');
  await asks(nasrin);
  await stays(nasrin);
  for (const language of ['en', 'fa']) {
    await nasrin.press(switchButton);
    assert.deepEqual([await page.getAttribute('html', 'lang'), await page.inputValue('#place')], [language, 'اتاق سرخ']);
  }
  await page.goto(`${group}/series/new`);
  await page.fill('#place', 'اتاق آبی');
  await nasrin.press('form[action$="/series"] button.primary');
  await nasrin.press(switchButton);
  assert.equal(await page.locator('input[type=hidden][name=place]').inputValue(), 'اتاق آبی');
  await nasrin.press(switchButton);
});

test('a form larger than the limit is not sent, and its text stays', async () => {
  const { page } = maryam;
  await page.goto(proposal);
  const long = 'خیلی '.repeat(3_000);
  await page.fill('#reason', long);
  await page.click('form.form button.primary');
  await until(() => page.isVisible('form.form [data-too-large]'), 'it says so');
  assert.equal(await page.inputValue('#reason'), long);
  await maryam.look();
  await page.fill('#reason', '');
  await page.goto('about:blank');
});

test('the closing desk says that its writer is signed out, and continues when they are back', async () => {
  const { page, context } = nasrin;
  nasrin.expects(/status of 40[13]/);
  await page.goto('/');
  const desk = await page.getAttribute('a[href$="/closing"]', 'href');
  await page.goto(desk);
  const cookies = await context.cookies();
  await context.clearCookies();
  await page.fill('#summary', 'نوشته پس از پایان ورود');
  await until(() => page.isVisible('#closing-status [data-when="signed-out"]'), 'it says so');
  await nasrin.look();
  await context.addCookies(cookies);
  const beside = await context.newPage();
  await beside.goto('/');
  await until(async () => (await page.getAttribute('#closing-status', 'data-state')) === 'kept', 'it is kept');
  await page.reload();
  assert.equal(await page.inputValue('#summary'), 'نوشته پس از پایان ورود');
  await beside.close();
});

test('a page from the browser’s memory asks before it is shown, and disappears when its sign-in has ended', async () => {
  const { page, context } = maryam;
  maryam.expects(/status of 401/);
  await page.goto('/account');
  // What is visible at that moment: the page, and the message that it is asking.
  const seen = (type) =>
    page.evaluate((name) => {
      if (name) dispatchEvent(new PageTransitionEvent(name, { persisted: true }));
      return ['main h1', '.asks-first'].map((place) => document.querySelector(place).checkVisibility({ visibilityProperty: true }));
    }, type);
  assert.deepEqual(await seen('pagehide'), [false, true], 'it is put away hidden');
  assert.deepEqual(await seen('pageshow'), [false, true], 'and shows nothing before it knows');
  await until(async () => (await seen()).join() === 'true,false', 'it is still hers');

  const cookies = await context.cookies();
  await seen('pagehide');
  await context.clearCookies();
  assert.deepEqual(await seen('pageshow'), [false, true]);
  await page.waitForURL(/\/sign-in\?back=/);
  assert.equal(new URL(page.url()).searchParams.get('back'), '/account');
  await context.addCookies(cookies);
});

test('signing out empties every tab of the browser', async () => {
  const { page, context } = maryam;
  await page.goto(proposal);
  await page.fill('#reason', 'این نباید بماند');
  await page.evaluate(() => sessionStorage.setItem('hamdel:draft:x', 'این هم نه'));
  const beside = await context.newPage();
  await beside.goto('/');
  await beside.click('form[data-sign-out] button');
  await page.waitForURL(/\/signed-out/);
  assert.ok(!(await page.content()).includes('این نباید بماند'));
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  await beside.close();
});

test('another person who signs in at the same browser finds no tab of the previous person', async () => {
  const { page, context } = nasrin;
  await page.goto(`${group}/sessions/new`);
  await page.fill('#place', 'جایی که دیگری نباید بخواند');
  await context.clearCookies();
  const beside = await context.newPage();
  await beside.goto('/sign-in');
  assert.equal(await page.inputValue('#place'), 'جایی که دیگری نباید بخواند', 'a sign-in that ended takes nothing away');
  await beside.goto(app.links()[1]);
  await beside.click('main form button.primary');
  await page.waitForURL((url) => url.pathname === '/');
  assert.ok(!(await page.content()).includes('نباید بخواند'));
  await beside.close();
});
