// Members join and leave: an invitation with three seats is opened on three phones (one small, in English), all three are admitted at
// once, they read the guide, one says goodbye and one leaves; also the printed card that was handed to them. Each step depends on the
// ones before it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { printed } from './lib/charter.mjs';
import { App } from './lib/app.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { invite, join, makeGroup, schedule } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';

const SMALL = { ...PHONE, viewport: { width: 320, height: 640 } };
let browser, app, mina, maryam, reza, sara, link, group;

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open()]);
  mina = await Person.open(browser, app);
  [maryam, reza] = await Promise.all([0, 1].map(() => Person.open(browser, app, { screen: PHONE })));
  sara = await Person.open(browser, app, { screen: SMALL, language: 'en' });
});

after(async () => {
  await browser?.close();
  await app?.close();
});

const phones = () => [maryam, reza, sara];
const step = story(() => [mina, ...phones()]);
const content = ({ page }) => page.textContent('main');

step('an invitation has a card for each seat, two to a page, without private content', async () => {
  group = await makeGroup(mina, app.links()[0], { name: 'حلقهٔ سوگ' });
  link = await invite(mina, group, 'member', '۳');
  await mina.page.emulateMedia({ media: 'print' });
  const cards = mina.page.locator('.print-card:visible');
  assert.equal(await cards.count(), 3);
  const card = await cards.first().innerText();
  assert.ok(card.includes(link) && card.includes('An invitation for you') && card.includes('دعوتی برای شما'));
  assert.ok(!card.includes('سوگ') && !card.includes('کمک'), 'neither the group’s name nor its purpose');
  for (const hidden of ['.top', '.rows', 'form.form', '#link'])
    assert.equal(await mina.page.locator(hidden).first().isVisible(), false, hidden);
  assert.deepEqual(
    await mina.page.$$eval('.print-card:first-child .print-words', (all) => all.map((one) => getComputedStyle(one).direction)),
    ['rtl', 'ltr'],
  );
  assert.equal(await printed(mina), 2, 'three cards on two pages');
  await mina.page.emulateMedia({ media: null });
  await mina.page.uncheck('.every-seat');
  assert.equal(await printed(mina), 1, 'or one card alone');
});

step('three phones open the same link, wait, and are admitted at once', async () => {
  for (const [person, name] of [
    [maryam, 'مریم'],
    [reza, 'رضا'],
    [sara, 'Sara K.'],
  ]) {
    await join(person, link, name);
    await person.follow('a[href$="/own"]');
    assert.equal(await person.page.locator('.chip.amber').count(), 1);
  }
  await mina.goTo(`${group}/members`);
  await mina.follow('form[action$="/admissions"] button');
  assert.equal(await mina.page.locator('form[action$="/admission"]').count(), 0);
  assert.equal(await mina.page.locator('section[aria-labelledby=present] .chip.teal').count(), 3);
});

step('each home leads to the guide, and the therapist sees who has read it', async () => {
  for (const person of phones()) {
    await person.goTo('/');
    await person.follow('.next-step a.button.primary');
    assert.ok(person.path().endsWith('/preparation'));
    assert.equal(await person.page.locator('.guide a[href="/help"]').count(), 1);
  }
  for (const person of [maryam, sara]) {
    await person.follow('form[action$="/readings"] button');
    assert.equal(person.path(), '/');
    assert.equal(await person.page.locator('a[href$="/preparation"]').count(), 0);
  }
  await mina.goTo(`${group}/members`);
  assert.equal((await content(mina)).split('راهنما را خوانده').length - 1, 2);
});

// From a member's sheet to the page of their membership.
async function membership() {
  await mina.page.click('.menu > summary');
  await mina.follow('.menu a[href$="/membership"]');
}

step('one member plans a goodbye, and all can read about it', async () => {
  await schedule(mina, group, { day: 29, month: 12, year: 1405, time: '۱۸:۳۰', minutes: '۹۰' });
  await sara.goTo(`${group}/own`);
  await sara.follow('a[href$="/leaving"]');
  await sara.page.check('input[name=when] >> nth=0');
  await sara.page.fill('#word', 'Thank you for keeping me company.');
  await sara.follow('form[action$="/leaving"] button.primary');
  assert.ok((await content(sara)).includes('In this session you say goodbye'));
  await maryam.goTo('/');
  assert.match(await content(maryam), /Sara K\.[^.]*خداحافظی می‌کند/);
  await mina.goTo(`${group}/members`);
  await mina.follow('li:has(bdi:text-is("Sara K.")) a[href*="/members/"] >> nth=0');
  await membership();
  assert.ok((await content(mina)).includes('Thank you for keeping me company.'));
});

step('one member leaves now and learns what is kept', async () => {
  await reza.goTo(`${group}/leaving`);
  await reza.page.check('input[name=when][value=now]');
  await reza.page.fill('#reason', 'راهم دور است.');
  await reza.follow('form[action$="/leaving"] button.primary');
  assert.ok(reza.path().endsWith('/own'));
  assert.ok((await content(reza)).includes('چه می‌ماند'));
  await reza.goTo('/');
  assert.equal(await reza.page.locator('a.card.go[href$="/own"]').count(), 1);
  await mina.goTo(`${group}/members`);
  await mina.follow('section[aria-labelledby=gone] a');
  await membership();
  assert.ok((await content(mina)).includes('راهم دور است.') && (await content(mina)).includes('توسط خودش'));
});

step('the pages of pausing, graduating, ending and handing over pass every check', async () => {
  await mina.goTo(`${group}/members`);
  await mina.follow('li:has(bdi:text-is("مریم")) a[href*="/members/"] >> nth=0');
  const maryams = mina.path();
  await membership();
  await mina.page.click('section[aria-labelledby=pause] summary');
  await mina.follow('form[action$="/pause"] button');
  assert.equal(await mina.page.locator('form[action$="/return"]').count(), 1);
  await maryam.goTo('/');
  await maryam.follow('a.card.go[href$="/own"]');
  assert.ok((await content(maryam)).includes('جای شما نگه داشته شده است'));
  await mina.page.click('.menu > summary');
  await mina.follow('form[action$="/return"] button');
  for (const path of [`${maryams}/graduation`, `${group}/ending`, `${group}/handover`, '/practice/preparation']) await mina.goTo(path);
});
