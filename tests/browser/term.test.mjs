// A term in the calendar. The therapist plans twelve weeks in Jalali by keyboard alone, leaves a holiday out, moves one evening and
// ends the term early; then an English-speaking facilitator plans in Gregorian on the smallest phone. The clock is held at 2 Azar
// 1405, a Monday.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { tabTo, untouched, watchPointer } from './lib/keys.mjs';
import { smallTargets } from './lib/looks.mjs';
import { Person } from './lib/person.mjs';
import { makeGroup, makeMembers } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { Time } from './lib/time.mjs';

const SMALL = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
let browser, app, mina, anna, group, secondGroup;

before(async () => {
  const time = new Time('2026-11-23T09:00:00Z');
  [browser, app] = await Promise.all([launch(), App.open({ time })]);
  mina = await Person.open(browser, app);
  anna = await Person.open(browser, app, { language: 'en', screen: SMALL });
  for (const person of [mina, anna]) await time.hold(person);
});

after(async () => {
  await browser?.close();
  await app?.close();
});

const step = story(() => [mina, anna]);
const press = (...keys) => keys.reduce((before, key) => before.then(() => mina.page.keyboard.press(key)), Promise.resolve());
const year = () => mina.page.$$eval('.month-list > li', (rows) => rows.map((row) => row.textContent.replace(/\s+/g, ' ').trim()));

// Goes to a field by Tab and replaces its content.
async function types(selector, text) {
  await tabTo(mina, selector);
  await press('Control+A');
  await mina.page.keyboard.type(text);
}

// Presses the focused control and waits for the next page; the pointer was not used on the page before.
async function enters(selector) {
  await tabTo(mina, selector);
  await untouched(mina);
  await mina.page.evaluate(() => (window.leftBehind = true));
  await press('Enter');
  await mina.page.waitForFunction(() => !window.leftBehind && document.readyState === 'complete');
  await mina.look();
  await watchPointer(mina);
}

step('a practice, a Persian and an English group', async () => {
  group = await makeGroup(mina, app.links()[0], { name: 'حلقهٔ سه‌شنبه' });
  await mina.goTo('/groups/new');
  await mina.page.fill('#name', 'Harbour');
  await mina.page.fill('#purpose', 'To learn to ask for help');
  await mina.page.fill('#capacity', '8');
  await mina.page.check('input[name=calendar][value=gregorian]');
  await mina.page.selectOption('#time_zone', 'Europe/Berlin');
  await mina.follow('form[action="/groups"] button.primary');
  secondGroup = mina.path();
  await makeMembers(mina, secondGroup, [[anna, 'Anna']], 'facilitator');
});

step('by keyboard: twelve weeks, the first day typed in Persian digits', async () => {
  await mina.goTo(`${group}/series/new`);
  await watchPointer(mina);
  await types('#date', '۱۴۰۵/۹/۱۱');
  assert.match(await mina.text('.day-said'), /^چهارشنبه ۱۱ آذر ۱۴۰۵$/, 'said in words');
});

step('by keyboard: the calendar, by arrows, the week from Saturday and from right to left', async () => {
  const at = () => mina.page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  await press('Alt+ArrowDown');
  await mina.page.waitForSelector('.day-sheet[open]');
  await mina.look();
  assert.equal(await at(), 'چهارشنبه ۱۱ آذر ۱۴۰۵');
  assert.match(await mina.page.getAttribute('.day-sheet th:first-child', 'abbr'), /^شنبه$/);
  await press('ArrowRight');
  assert.match(await at(), /۱۰ آذر/, 'to the right is the day before');
  await press('ArrowDown');
  assert.match(await at(), /۱۷ آذر/);
  await press('PageDown');
  assert.match(await at(), /۱۷ دی/);
  await press('Shift+PageDown');
  assert.match(await at(), /۱۷ دی ۱۴۰۶$/);
  await press('Shift+PageUp', 'PageUp', 'Home');
  assert.match(await at(), /^شنبه ۱۴ آذر ۱۴۰۵$/);
  await press('End');
  assert.match(await at(), /^جمعه ۲۰ آذر/);
  await press('Escape');
  // A dialog fires its close event a moment after the key.
  await mina.page.waitForSelector('.day-sheet', { state: 'detached' });
  assert.equal(await mina.page.inputValue('#date'), '۱۴۰۵/۹/۱۱', 'nothing was chosen');
  assert.ok(await mina.page.evaluate(() => document.activeElement.matches('.day-open')), 'the focus is back');
  await press('Enter', 'ArrowRight', 'Enter');
  assert.equal(await mina.page.inputValue('#date'), '۱۴۰۵/۹/۱۰');
});

step('by keyboard: the rest of the form, and a holiday is left out', async () => {
  await types('#time', '۱۸:۳۰');
  await types('#minutes', '۹۰');
  await types('#count', '۱۲');
  await enters('button[value=look]');
  assert.equal(await mina.page.locator('input[name=skip]').count(), 12);
  await tabTo(mina, 'input[value="2026-12-15"]');
  await press('Space');
  await enters('button[value=keep]');
  assert.equal(mina.path(), `${group}/year`);
  const rows = await year();
  assert.equal(rows.length, 12);
  assert.match(rows[0], /سه‌شنبه ۱۰ آذر ۱۸:۳۰ ?جلسهٔ .?۱/);
  assert.match(rows[2], /۲۴ آذر ?تعطیل/);
});

step('by keyboard: one session is moved', async () => {
  const second = await mina.page.locator('.month-list a').nth(1).getAttribute('href');
  await enters(`a[href="${second}"]`);
  await enters(`a[href="${second}/time"]`);
  await tabTo(mina, '#date');
  await press('Alt+ArrowDown');
  await mina.page.waitForSelector('.day-sheet[open]');
  await press('ArrowLeft', 'Enter');
  assert.equal(await mina.page.inputValue('#date'), '۱۴۰۵/۹/۱۸');
  await enters('main form.form button.primary');
  await mina.goTo(`${group}/year`);
  await watchPointer(mina);
  assert.match((await year())[1], /۱۸ آذر.*جابه‌جا شده از ۱۷ آذر/);
});

step('by keyboard: all sessions from one on are cancelled', async () => {
  const fourth = await mina.page.locator('.month-list a').nth(3).getAttribute('href');
  await enters(`a[href="${fourth}"]`);
  await tabTo(mina, '.changes summary');
  await press('Enter');
  await tabTo(mina, '.changes input[name=which]');
  await press('ArrowDown');
  await enters('.changes button.danger');
  assert.equal(mina.path(), `${group}/year`);
  const rows = await year();
  assert.equal(await mina.page.locator('.month-list a').count(), 3);
  assert.equal(rows.filter((row) => row.includes('لغو شد')).length, 8);
  assert.equal(rows.filter((row) => row.includes('تعطیل')).length, 1);
});

step('on a phone of 320: every month, chosen by touch in Gregorian', async () => {
  await anna.goTo(`${secondGroup}/series/new`);
  const { page } = anna;
  await page.check('input[name=rhythm][value=monthly]');
  await page.selectOption('#nth', 'last');
  await page.fill('#date', '2026-12-01');
  await page.tap('#date ~ .day-open');
  await page.waitForSelector('.day-sheet[open]');
  await anna.look();
  assert.deepEqual(await smallTargets(page), []);
  const cells = await page.$$eval('.day-sheet td[role=gridcell]', (all) => all.map((one) => one.getBoundingClientRect().width));
  assert.ok(Math.min(...cells) >= 44, `${Math.min(...cells)} px`);
  assert.equal(await page.getAttribute('.day-sheet th:first-child', 'abbr'), 'Monday');
  await page.tap('.day-sheet td[aria-label*="4 December"]');
  assert.equal(await page.inputValue('#date'), '2026/12/4');
  await page.fill('#time', '18.00');
  await page.check('input[name=ends][value=until]');
  await page.fill('#until', '2027/5/31');
  await anna.follow('button[value=look]');
  assert.equal(await page.locator('input[name=skip]').count(), 6);
  await anna.follow('button[value=keep]');
  const rows = await page.$$eval('.month-list time', (all) => all.map((one) => one.textContent));
  assert.deepEqual(rows, ['Friday 25 December']);
  await anna.goTo(`${secondGroup}/year?of=2027`);
  assert.equal(await page.locator('.month-list a').count(), 5);
  assert.deepEqual(await smallTargets(page), []);
  for (const person of [mina, anna]) person.isCalm();
});
