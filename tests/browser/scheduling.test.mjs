// The secretary's desk, by keyboard alone and in Persian: four weeks are planned, one evening gets another room and one is cancelled,
// and an invitation is valid until a typed day; then a phone opens it. The clock is held at 2 Azar 1405, a Monday.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { tabTo, untouched, watchPointer } from './lib/keys.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { join, makeGroup, PASSPHRASE } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { Time } from './lib/time.mjs';

let browser, app, mina, mehri, maryam, group, link;

before(async () => {
  const time = new Time('2026-11-23T09:00:00Z');
  [browser, app] = await Promise.all([launch(), App.open({ time })]);
  [mina, mehri] = await Promise.all([0, 1].map(() => Person.open(browser, app)));
  maryam = await Person.open(browser, app, { screen: PHONE });
  for (const person of [mina, mehri, maryam]) await time.hold(person);
});

after(async () => {
  await browser?.close();
  await app?.close();
});

const step = story(() => [mina, mehri, maryam]);
const press = async (...keys) => {
  for (const key of keys) await mehri.page.keyboard.press(key);
};

async function types(selector, text) {
  await tabTo(mehri, selector);
  await press('Control+A');
  await mehri.page.keyboard.type(text);
}

// Presses the focused control and waits for the next page; the pointer was not used on the page before.
async function enters(selector) {
  await tabTo(mehri, selector);
  await untouched(mehri);
  await mehri.page.evaluate(() => (window.leftBehind = true));
  await press('Enter');
  await mehri.page.waitForFunction(() => !window.leftBehind && document.readyState === 'complete');
  await mehri.look();
  await watchPointer(mehri);
}

step('a secretary joins the practice and opens her desk', async () => {
  group = await makeGroup(mina, app.links()[0], { name: 'حلقهٔ سه‌شنبه' });
  await mina.goTo('/practice/staff');
  await mina.page.check('input[name=role][value=secretary]');
  await mina.follow('form[action$="/staff/invitations"] button.primary');
  await mehri.goTo(await mina.page.inputValue('#link'));
  await mehri.page.fill('#name', 'مهری صالحی');
  await mehri.page.fill('#email', 'mehri@example.org');
  await mehri.page.fill('#passphrase', PASSPHRASE);
  await mehri.follow('main form button.primary');
  assert.equal(mehri.path(), '/practice/times');
  await watchPointer(mehri);
});

step('by keyboard: four weeks', async () => {
  await enters(`a[href="${group}/series/new"]`);
  await types('#date', '۱۴۰۵/۹/۱۰');
  await types('#place', 'اتاق آبی');
  await types('#count', '۴');
  await enters('button[value=look]');
  await enters('button[value=keep]');
  assert.equal(mehri.path(), `${group}/year`);
  assert.equal(await mehri.page.locator('.month-list > li').count(), 4);
});

step('by keyboard: the second session gets another room, and the third is cancelled', async () => {
  const sessions = await mehri.page.$$eval('.month-list a', (links) => links.map((one) => one.getAttribute('href')));
  assert.ok(
    sessions.every((one) => one.endsWith('/time')),
    'each leads to where it is changed',
  );
  await enters(`a[href="${sessions[1]}"]`);
  await types('#place', 'اتاق سبز');
  await enters('main form.form button.primary');
  assert.equal(mehri.path(), `${group}/year`);
  await enters(`a[href="${sessions[2]}"]`);
  await tabTo(mehri, '.desk-also summary');
  await press('Enter');
  await enters('.desk-also button.danger');
  assert.equal(await mehri.page.locator('.month-list s').count(), 1);
  await enters(`.over a[href^="/practice/times"]`);
  const rooms = await mehri.page.$$eval('.times li small', (all) => all.map((one) => one.textContent));
  assert.deepEqual(
    rooms.map((one) => /اتاق (آبی|سبز)/.exec(one)?.[1]),
    ['آبی', 'سبز', 'آبی'],
  );
});

step('by keyboard: an invitation until a typed day', async () => {
  await enters(`a[href="${group}/invitations"]`);
  await tabTo(mehri, 'input[name=days]');
  for (let at = 0; at < 5 && !(await mehri.page.isChecked('input[value=until]')); at += 1) await press('ArrowLeft');
  // The server sends a refused form back with status 422, and Chromium reports that.
  mehri.expects(/status of 422/);
  await types('#until', '۱۴۰۵/۹/۱');
  await enters('form[action$="/invitations"] button.primary');
  assert.match(await mehri.text('#until-error'), /گذشته/, 'a day that has passed');
  await types('#until', '۱۴۰۵/۹/۲۰');
  await enters('form[action$="/invitations"] button.primary');
  link = await mehri.page.inputValue('#link');
  assert.match(await mehri.page.textContent('.facts'), /۲۰ آذر/);
  assert.ok(!(await mehri.page.textContent('main')).includes('کمک بخواهیم'), 'not what the group is for');
});

step('a phone opens the invitation, shows the group’s purpose, and waits', async () => {
  await maryam.goTo(link);
  assert.match(await maryam.text('main'), /کمک بخواهیم/);
  await join(maryam, link, 'مریم');
  await enters('.over a');
  await enters(`a[href="${group}/invitations"]`);
  const rows = await mehri.page.textContent('.rows');
  assert.ok(/۱ جا گرفته شده/.test(rows.replace(/[\u2068\u2069]/g, '')) && !rows.includes('مریم'), 'how many, never who');
});
