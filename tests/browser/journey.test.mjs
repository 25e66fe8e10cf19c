// From an empty installation to ideas on every screen: a therapist and a facilitator on desktop screens, two members with phones, in
// two languages. Each step depends on the ones before it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { allSee, begin, connected, ends, goOffline, ideasOf, log, outboxOf, pendingOf, share, stateOf, textsOf } from './lib/live.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { admitAll, formGroup, found, invite, join, PASSPHRASE, schedule, signIn } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { until } from './lib/until.mjs';

let browser, app, mina, leila, maryam, daniel;
let group, session, nameOfMaryam;

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open()]);
  mina = await Person.open(browser, app);
  leila = await Person.open(browser, app);
  maryam = await Person.open(browser, app, { screen: PHONE });
  daniel = await Person.open(browser, app, { screen: PHONE, language: 'en' });
});

after(async () => {
  await browser?.close();
  await app?.close();
});

const everyone = () => [mina, leila, maryam, daniel];
const members = () => [maryam, daniel];
const step = story(everyone);

step('the therapist sets up the practice and forms a group', async () => {
  await mina.goTo('/');
  await found(mina, app.links()[0]);
  await mina.goTo('/practice');
  group = await formGroup(mina, 'حلقهٔ شنبه', '۶');
  assert.match(group, /^\/groups\/[0-9a-f-]{36}$/);
});

step('the facilitator and the members join by link and wait', async () => {
  const forLeila = await invite(mina, group, 'facilitator', '۱');
  const forMembers = await invite(mina, group, 'member', '۲');
  await join(leila, forLeila, 'لیلا');
  nameOfMaryam = await join(maryam, forMembers, 'ماه');
  await join(daniel, forMembers, 'Willow');
  await maryam.goTo('/');
  assert.equal(await maryam.page.locator('.chip.amber').count(), 1);
  maryam.expects(/status of 404 .*\/groups\//);
  await maryam.goTo(group);
  assert.equal(await maryam.page.getAttribute('.problem', 'data-status'), '404');
});

step('the therapist admits them', async () => {
  await admitAll(mina, group, 3);
  for (const person of members()) {
    await person.goTo('/');
    await person.follow(`a[href="${group}"]`);
  }
});

step('a session is planned in Jalali with Persian digits, and every person sees its time', async () => {
  session = await schedule(leila, group, { day: 29, month: 12, year: 1405, time: '۱۸:۳۰', minutes: '۹۰' });
  const [day, at] = [/۲۹ اسفند/, '2027-03-20T15:00'];
  assert.match(await leila.text('h1'), day);
  assert.ok((await leila.page.getAttribute('h1 time', 'datetime')).startsWith(at));
  for (const person of [mina, ...members()]) {
    await person.goTo(person === mina ? group : '/');
    const time = person.page.locator(`time[datetime^="${at}"]`).first();
    assert.match(await time.textContent(), person === daniel ? /6:30|18:30/ : /۱۸:۳۰/);
  }
});

step('it begins after the facilitator has confirmed that two members are enough', async () => {
  await leila.goTo(session);
  assert.equal(await leila.page.locator('form[action$="/start"]').count(), 1);
  await leila.page.check('input[name=confirmed]');
  await leila.follow('form[action$="/start"] button');
  await mina.goTo(`${session}/live`);
  for (const person of members()) {
    await person.goTo('/');
    await person.follow('form[action$="/attendance"] button');
    assert.equal(person.path(), `${session}/live`);
  }
  await connected(...everyone());
});

step('twelve ideas arrive from three devices, one of which was offline for a while', async () => {
  await begin(leila, 'چطور کمک بخواهیم؟', 'aloud-named');
  for (const person of members()) await until(() => person.page.isVisible('#compose'), 'the phones have the question');
  await leila.page.focus('#idea');
  await log(leila, 'از یک نفر مشخص بخواهیم');
  await log(leila, 'پیش از تماس ۱ جمله بنویسیم', 1);
  await share(maryam, 'در خانه کلمه‌ای قرار بگذاریم');
  await share(daniel, 'Ask for one evening, not for help');
  await log(leila, 'Say it in a letter first', 2);
  await allSee(everyone(), 5);

  daniel.expects(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
  await goOffline(daniel);
  for (const words of ['A walk after lunch', 'A sign on the door', 'Call on Sundays']) await share(daniel, words);
  await share(maryam, 'هر شب پنج دقیقه با خواهرم قدم بزنم');
  await log(leila, 'یک روز در هفته نوبت ماست');
  assert.deepEqual(await outboxOf(daniel), ['A walk after lunch', 'A sign on the door', 'Call on Sundays']);
  assert.equal((await pendingOf(daniel)).length, 3);
  await allSee([mina, leila, maryam], 7);
  await until(async () => (await stateOf(daniel)) === 'offline', 'the phone says that it is offline');
  await daniel.look();
  await daniel.context.setOffline(false);
  await share(maryam, 'با چای شروع کنیم');
  await log(leila, 'کوتاه بپرسیم', 1);
  await allSee(everyone(), 12);

  await until(async () => (await pendingOf(daniel)).length === 0, 'nothing waits');
  const texts = await textsOf(leila);
  assert.equal(new Set(texts).size, 12);
  const gap = ['Call on Sundays', 'A sign on the door', 'A walk after lunch'];
  assert.deepEqual(
    texts.filter((text) => gap.includes(text)),
    gap,
  );
  assert.deepEqual(
    (await ideasOf(leila)).map(({ number }) => number),
    [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
  );
  for (const person of everyone()) await person.look();
});

step('authors were chosen by key, and each person can change only their own ideas', async () => {
  const by = (text) => leila.page.locator('#ideas > li', { hasText: text }).locator('.by').textContent();
  assert.match(await by('Say it in a letter first'), /^Willow/);
  assert.match(await by('کوتاه بپرسیم'), /^ماه/);
  assert.doesNotMatch(await by('از یک نفر مشخص بخواهیم'), /ماه|Willow/);
  // Three and four of their own, and those logged for them.
  for (const [person, own] of [
    [maryam, 5],
    [daniel, 5],
    [mina, 0],
  ]) {
    await until(async () => (await person.page.locator('#ideas details.change').count()) === own, 'each can change their own');
  }
});

step('an own idea is changed, taken back and restored on all screens', async () => {
  const own = daniel.page.locator('#ideas > li', { hasText: 'A walk after lunch' });
  const id = await own.getAttribute('id');
  const everywhere = (text) =>
    until(async () => {
      const shown = await Promise.all(everyone().map(({ page }) => page.textContent(`#${id} .text`)));
      return shown.every((words) => words.trim() === text);
    }, `all see: ${text}`);
  // On a phone the newest three stand below the field; the rest is one tap away.
  await daniel.page.click('.see-all a');
  await own.locator('summary').click();
  await daniel.look();
  await own.locator('textarea').fill('A slow walk after lunch');
  await own.locator('details button').click();
  await everywhere('A slow walk after lunch');

  await daniel.page.click(`#${id} form[action$="/withdrawal"] button`);
  await until(async () => (await leila.page.locator(`#${id}.withdrawn`).count()) === 1, 'it is gone from the console');
  for (const { page } of everyone())
    await until(async () => !(await page.textContent(`#${id}`)).includes('slow walk after lunch'), 'its words are gone');
  // By key: a second click in the same place, this soon, counts as a double click and is ignored (static/js/double.js).
  await daniel.page.press(`#${id} form[action$="/restoration"] button`, 'Enter');
  await everywhere('A slow walk after lunch');
  await allSee(everyone(), 12);
  await daniel.page.goBack();
});

step('on a quiet board without names, others see only the number of ideas', async () => {
  await leila.page.click('#close-board > summary');
  await leila.page.click('#close-board button');
  await until(() => leila.page.isVisible('#begin'), 'another board can be started');
  await begin(leila, 'چه چیزی را نمی‌گوییم؟', 'quiet-nameless');
  for (const person of members())
    await until(() => person.page.isVisible('#own-ideas') && person.page.isVisible('#compose'), 'the phones have it');
  await share(maryam, 'می‌ترسم خسته‌شان کنم');
  await share(maryam, 'خجالت می‌کشم');
  await share(daniel, 'I do not want to owe anybody');
  for (const [person, own] of [
    [maryam, 2],
    [daniel, 1],
  ]) {
    await until(async () => (await person.page.locator('#own-ideas > li:not(.pending)').count()) === own, 'each sees their own');
  }
  await until(async () => /3/.test(await daniel.text('.counted')), 'the count is shown');
  const secrets = [
    [maryam, 'owe anybody'],
    [leila, 'owe anybody'],
    [mina, 'خجالت'],
    [daniel, 'خجالت'],
  ];
  for (const [person, words] of secrets) {
    assert.doesNotMatch(await person.page.content(), new RegExp(words));
    await person.page.reload();
    await connected(person);
    assert.doesNotMatch(await person.page.content(), new RegExp(words));
    await person.look();
  }
  await allSee(everyone(), 0);
});

step('the ideas, opened together, show no name', async () => {
  await leila.page.click('form[action$="/opening"] button');
  await allSee(everyone(), 3);
  for (const person of everyone()) {
    assert.equal(await person.page.locator('#ideas .by').count(), 0);
    await person.look();
  }
  const attributes = ({ page }) => page.$$eval('#ideas > li', (items) => items.map((item) => item.getAttributeNames().sort().join()));
  for (const person of everyone()) assert.equal(new Set(await attributes(person)).size, 1);
});

step('the session ends, and the phones say so', async () => {
  await ends(leila);
  for (const person of everyone()) {
    await until(() => person.page.isVisible('[data-ended]'), 'each screen says that it is over');
    assert.equal(await person.page.locator('#compose').count(), 0);
    await person.look();
  }
  await leila.goTo(session);
  assert.deepEqual(await outboxOf(daniel), []);
});

step('the language can be changed on any page and is remembered', async () => {
  await maryam.goTo('/');
  maryam.language = 'en';
  await maryam.follow('form[action="/language"] button');
  await maryam.goTo('/account');
  maryam.language = 'fa';
  await maryam.follow('form[action="/language"] button');
});

step('after signing out the Back button shows none of it', async () => {
  await maryam.goTo(group);
  await maryam.follow('form[data-sign-out] button');
  assert.equal(maryam.path(), '/signed-out');
  await maryam.page.goBack();
  await until(() => maryam.path() === '/sign-in', 'going back asks to sign in');
  assert.doesNotMatch(await maryam.page.content(), /حلقهٔ شنبه|ماه/);
  await signIn(maryam, nameOfMaryam, PASSPHRASE);
  await maryam.goTo('/');
});

step('no person met an error, a refused script or another host', () => {
  for (const person of everyone()) person.isCalm();
});
