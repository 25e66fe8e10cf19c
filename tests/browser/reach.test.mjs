// By Tab alone, on every live page (console, phone and wall), at each stage and each step of the board: everything that can be
// pressed or filled in is reached, and the act that the stage asks for is done with the keyboard.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { opensWall } from './lib/live_group.mjs';
import { App } from './lib/app.mjs';
import { reachesAll, tabTo } from './lib/keys.mjs';
import { connected } from './lib/live.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { makeGroup, schedule } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { until } from './lib/until.mjs';
import { stageIs } from './lib/voices.mjs';
import { isAt } from './lib/work.mjs';

let browser, app, mina, maryam, daniel, noor, wall, live;
const everyone = () => [mina, maryam, daniel, noor, wall];
const phones = () => [maryam, daniel, noor];
const step = story(everyone);

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open()]);
  mina = await Person.open(browser, app);
  maryam = await Person.open(browser, app, { screen: PHONE });
  daniel = await Person.open(browser, app, { screen: PHONE, language: 'en' });
  noor = await Person.open(browser, app, { screen: PHONE });
  wall = await Person.open(browser, app);
});

after(async () => {
  await browser?.close();
  await app?.close();
});

// From the top of the page, as after loading it.
async function afresh(person) {
  await person.page.goto(person === wall ? wall.path() : live);
  await connected(person);
}

// Tab to this control and press this key there; then the condition holds.
async function presses(person, control, key, holds) {
  await tabTo(person, control);
  await person.page.keyboard.press(key);
  await until(holds, `${control} has been pressed`);
}

async function everyScreen() {
  for (const person of everyone()) {
    await afresh(person);
    await reachesAll(person);
    await afresh(person);
  }
}

async function nextStage(stage) {
  await presses(mina, '[data-next]', 'Enter', async () => (await mina.page.getAttribute('#arc', 'data-stage')) === stage);
  await stageIs(everyone(), stage);
  await everyScreen();
}

async function nextPhase(phase) {
  await presses(mina, '[data-next]', 'Enter', () => isAt(mina, phase));
  await everyScreen();
}

const opens = (person, details) => presses(person, `${details} > summary`, 'Enter', () => person.page.isVisible(`${details}[open]`));

step('three members enter, and a wall is opened', async () => {
  const members = [
    [maryam, 'ماه'],
    [daniel, 'Willow'],
    [noor, 'نور'],
  ];
  const group = await makeGroup(mina, app.links()[0], { name: 'حلقهٔ شنبه', capacity: '۴', members });
  const session = await schedule(mina, group, { day: 29, month: 12, year: 1405, time: '۱۸:۳۰', minutes: '۹۰' });
  live = `${session}/live`;
  if (await mina.page.locator('input[name=confirmed]').count()) await mina.page.check('input[name=confirmed]');
  await mina.follow('form[action$="/start"] button');
  for (const person of phones()) {
    await person.goTo('/');
    await presses(person, 'form[action$="/attendance"] button', 'Enter', () => person.path() === live);
  }
  await mina.goTo(live);
  await wall.page.goto(await opensWall(mina, live));
});

step('arrive: the first link skips the header of every page; a member says how they feel', async () => {
  await everyScreen();
  for (const person of [mina, maryam]) {
    await person.page.keyboard.press('Tab');
    await person.page.keyboard.press('Enter');
    await person.page.keyboard.press('Tab');
    assert.ok(await person.page.evaluate(() => Boolean(document.activeElement.closest('main'))), 'the next Tab is in the page itself');
    await afresh(person);
  }
  await presses(
    daniel,
    '#mood input[type=radio]',
    'ArrowRight',
    async () => (await daniel.page.locator('#mood input[type=radio]:checked').count()) === 1,
  );
  await presses(maryam, '#mood button[name=pass]', 'Enter', () => maryam.page.isVisible('.check-in.said'));
});

step('open', async () => {
  await nextStage('open');
  for (const person of phones()) {
    await presses(person, '.dock .to-more', 'Enter', () => person.page.isVisible('.leave'));
    await opens(person, '.leave > details');
  }
});

step('round: it begins, and a hand is raised', async () => {
  await nextStage('round');
  await until(() => mina.page.isVisible('#round-end'), 'the round has begun with its stage');
  for (const person of phones()) await presses(person, '#hand-up button[value=new]', 'Enter', () => person.page.isVisible('#hand-down'));
});

step('explore: the hand is lowered, and a concern can be shared', async () => {
  await nextStage('explore');
  for (const person of phones()) {
    await presses(person, '#hand-down button', 'Enter', () => person.page.isVisible('#hand-up'));
    await opens(person, '#lay');
  }
});

step('brainstorm: the board begins, and each member gives an idea', async () => {
  await nextStage('brainstorm');
  await tabTo(mina, '#question');
  await mina.page.keyboard.type('How do we ask for help?');
  await presses(mina, '#begin .acts button', 'Enter', () => mina.page.isVisible('#compose'));
  await everyScreen();
  for (const person of phones()) {
    await tabTo(person, '#idea');
    await person.page.keyboard.type('Say it in a letter first');
    await presses(
      person,
      '#compose button.primary',
      'Enter',
      async () => (await person.page.locator('#ideas > li:not(.pending), #own-ideas > li:not(.pending)').count()) > 0,
    );
  }
});

step('the steps of the board: tidy, weigh, narrow, commit', async () => {
  await nextPhase('tidy');
  await nextStage('weigh');
  assert.ok(await isAt(mina, 'weigh'), 'the board has followed');
  for (const person of phones())
    await presses(person, '#ideas .weigh-in textarea', 'Home', () =>
      person.page.evaluate(() => document.activeElement.matches('#ideas .weigh-in textarea')),
    );
  await nextPhase('narrow');
  for (const person of phones()) {
    const given = async () => (await person.page.locator('#ideas .give output').allTextContents()).join();
    const before = await given();
    await presses(person, '#ideas .give button:last-of-type', 'Enter', async () => (await given()) !== before);
  }
  await presses(mina, '#open-dots button', 'Enter', () => mina.page.locator('.dots-sum').first().isVisible());
  for (const kept of [1, 2])
    await presses(
      mina,
      '#ideas > li:not(.kept) > form[id^=keep-] button',
      'Enter',
      async () => (await mina.page.locator('#ideas > li.kept').count()) === kept,
    );
  await nextPhase('commit');
  for (const person of phones())
    await presses(person, '#commit-form a[href="#commit-later"]', 'Enter', () => person.page.isVisible('#commit-later'));
});

step('close: the members answer the check-out, and the session ends', async () => {
  await nextStage('close');
  for (const person of phones()) await presses(person, 'a[href$="/check-out"]', 'Enter', () => person.path().endsWith('/check-out'));
  await presses(mina, 'details:has(form[action$="/end"]) > summary', 'Enter', () => mina.page.isVisible('form[action$="/end"] button'));
  await presses(mina, 'form[action$="/end"] button', 'Enter', () => live === `${mina.path()}/live`);
});

step('no person met an error, a refused script or another host', () => {
  for (const person of everyone()) person.isCalm();
});
