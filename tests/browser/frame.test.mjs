// One stage, one screen: a session of eight members with twelve ideas is led through its ten states, and in each the console and the
// phones show the stage's one thing in their first screen. Two members have phones, in two languages.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { framed, ON_CONSOLE, ON_PHONE, STATES, within } from './lib/frame.mjs';
import { begin, connected, log } from './lib/live.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { makeGroup, schedule } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { until } from './lib/until.mjs';
import { backToStage, brings, commits, goesTo, keeps, lays, nextPhase } from './lib/work.mjs';

const PHONES = ['مریم', 'Sara K.'];
const WITHOUT = ['باران', 'حمید', 'نوید', 'کیان', 'پریسا', 'ماهور'];
const IDEAS = [
  'از یک نفر مشخص بخواهیم، نه از همه',
  'Ask for one evening, not for help',
  'در خانه کلمه‌ای قرار بگذاریم که یعنی «ده دقیقه لازم دارم»',
  'پیش از تماس، جمله‌مان را روی کاغذ بنویسیم',
  'هر شب پنج دقیقه با خواهرم قدم بزنم',
  'Say it in a letter first',
];
let browser, app, mina, maryam, sara, group, session;
const phones = () => [maryam, sara];
const everyone = () => [mina, ...phones()];
const step = story(everyone);

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open()]);
  mina = await Person.open(browser, app, { screen: { viewport: { width: 1280, height: 800 } } });
  maryam = await Person.open(browser, app, { screen: PHONE });
  sara = await Person.open(browser, app, { screen: PHONE, language: 'en' });
  for (const person of everyone()) person.hurries = true;
});

after(async () => {
  await browser?.close();
  await app?.close();
});

async function startSession() {
  session = await schedule(mina, group, { day: 29, month: 12, year: 1405, time: '۱۸:۳۰', minutes: '۹۰' });
  if (await mina.page.locator('input[name=confirmed]').count()) await mina.page.check('input[name=confirmed]');
  await mina.follow('form[action$="/start"] button');
  for (const person of phones()) {
    await person.goTo('/');
    await person.follow('form[action$="/attendance"] button');
  }
  await mina.goTo(`${session}/live`);
  await connected(...everyone());
}

async function holds(state) {
  const control = ON_PHONE[state];
  // The concern is Maryam’s own: only others say that they know it.
  for (const person of state === 'explore' ? [sara] : phones()) {
    await backToStage(person);
    await until(() => person.page.locator(control).first().isVisible(), `${state} has ${control}`);
    await person.page.evaluate(() => document.activeElement.blur());
    await framed(person, control, { tallest: 1_100, solid: { most: 1 } });
    await person.page.setViewportSize({ width: 320, height: 568 });
    await framed(person, control, { screens: 2 });
    await person.page.setViewportSize(PHONE.viewport);
    if (state === 'gather') await showsAll(person);
    await within(person, control, 10);
    await connected(person);
  }
}

// The newest three stand below the field; every idea is one tap away, and Back leads from there.
async function showsAll({ page }) {
  const shown = () => page.locator('#ideas > li:visible').count();
  assert.equal(await shown(), 3);
  await page.click('.see-all a');
  assert.equal(await shown(), 12);
  await page.goBack();
  assert.equal(await shown(), 3);
}

async function consoleHolds(state) {
  const control = ON_CONSOLE[state];
  await mina.goTo(`${session}/live`);
  await connected(mina);
  await until(() => mina.page.locator(control).first().isVisible(), `${state} has ${control}`);
  if (['gather', 'weigh'].includes(state)) assert.equal(await mina.page.evaluate(() => document.activeElement.id), 'idea');
  await mina.page.evaluate(() => document.activeElement.blur());
  await framed(mina, control, { tallest: 1_300, solid: { least: 1, most: 1 } });
  await mina.page.keyboard.press('Space');
  assert.equal(await mina.page.evaluate(() => scrollY), 0, 'Space does not scroll');
  await within(mina, control, 10);
  await connected(mina);
}

const leads = {
  arrive: async () => {},
  open: () => goesTo(mina, 'open', phones()),
  round: async () => {
    await goesTo(mina, 'round', phones());
    if (await mina.page.isVisible('#round-begin button')) await mina.page.click('#round-begin button');
    for (const { page } of phones()) await until(() => page.isVisible('#pass button'), 'a round has begun');
  },
  explore: async () => {
    await goesTo(mina, 'explore', phones());
    await lays(maryam, 'نمی‌توانم کمک بخواهم، بی‌آنکه حس کنم سربار دیگرانم.', 'name');
    await brings(mina, 'سربار دیگرانم', phones());
    await maryam.page.reload();
  },
  gather: async () => {
    await goesTo(mina, 'brainstorm', phones());
    await begin(mina, 'چطور کمک بخواهیم، بی‌آنکه حس کنیم سربار دیگرانیم؟', 'aloud-named');
    await mina.page.focus('#idea');
    for (const place of Array(12).keys()) await log(mina, `${IDEAS[place % IDEAS.length]} ${place > 5 ? place : ''}`.trim());
    for (const { page } of phones()) await until(async () => (await page.locator('#ideas > li').count()) === 12, 'twelve ideas');
    await mina.page.keyboard.press('Escape');
  },
  tidy: () => nextPhase(mina, 'tidy'),
  weigh: async () => {
    await nextPhase(mina, 'weigh');
    await goesTo(mina, 'weigh', phones());
  },
  narrow: () => nextPhase(mina, 'narrow'),
  commit: async () => {
    await keeps(mina, IDEAS[3]);
    await keeps(mina, IDEAS[4]);
    await nextPhase(mina, 'commit');
  },
  close: () => goesTo(mina, 'close', phones()),
};

step('eight members; a first session from which two take something home', async () => {
  group = await makeGroup(mina, app.links()[0], { name: 'حلقهٔ دوشنبه', members: PHONES.map((name, place) => [phones()[place], name]) });
  for (const name of WITHOUT) await mina.send(`${group}/members`, 'form[action$="/members"]', { name });
  await startSession();
  await goesTo(mina, 'brainstorm', phones());
  await begin(mina, 'از کجا شروع کنیم؟', 'aloud-named');
  await mina.page.reload();
  await connected(mina);
  for (const phase of ['tidy', 'weigh', 'narrow']) await nextPhase(mina, phase);
  await mina.send(`${session}/live`, 'form.jump', { phase: 'commit' });
  await commits(maryam, 'یک‌شنبه از خواهرم یک شب می‌خواهم');
  await commits(sara, 'Ask Ana on Thursday');
  await mina.send(`${session}/live`, 'form[action$="/end"]');
  await startSession();
});

for (const state of Object.keys(STATES))
  step(`${state}: one thing at a time`, async () => {
    await leads[state]();
    await holds(state);
    await consoleHolds(state);
  });

step('the speaker has the floor, and gives it back', async () => {
  await goesTo(mina, 'round', phones());
  await mina.page.click('#voices .seat:has(bdi:text-is("مریم")) button');
  await until(() => maryam.page.isVisible('#floor-done button'), 'she has the floor');
  await framed(maryam, '#floor-done button', { tallest: 1_100, solid: { most: 1 } });
  assert.ok(!(await maryam.page.isVisible('#hand-up')));
  await maryam.page.click('#floor-done button');
  await until(() => mina.page.isHidden('#floor-bar [data-now-speaking]'), 'nobody speaks');
  await until(() => maryam.page.isVisible('#hand-up button'), 'her hand can be raised again');
});

step('more: everything else is there', async () => {
  for (const person of phones()) {
    await person.page.click('.dock .to-more');
    for (const part of ['.lay', '#check-in', '.leave', '#hand-reply', '.foot']) assert.ok(await person.page.isVisible(part), part);
    await person.page.goBack();
    assert.ok(!(await person.page.isVisible('.leave')), 'the phone’s own back button closes it');
  }
});

step('no person met an error, a refused script or another host', () => {
  for (const person of everyone()) person.isCalm();
});
