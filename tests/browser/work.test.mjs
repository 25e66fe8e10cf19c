// A group's work together, from a concern to its commitments: six members with phones (one of them reads English), the facilitator at
// a keyboard, the therapist on a desktop screen; and the next session, which opens with the commitments. Each step depends on the
// ones before it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { allSee, begin, connected, ends, log, share, textsOf } from './lib/live.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { makeGroup, schedule } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { until } from './lib/until.mjs';
import {
  brings,
  checksOut,
  commits,
  gives,
  goesTo,
  isAt,
  keeps,
  knowsThisToo,
  lays,
  nextPhase,
  pointsOf,
  announcedOn,
  weighs,
} from './lib/work.mjs';

const NAMES = ['مریم', 'رضا', 'کیان', 'پریسا', 'نوید', 'Sara K.'];
const BURDEN = 'وقتی کمک لازم دارم زبانم بند می‌آید';
let browser, app, mina, leila, phones, maryam, reza, kian, parisa, sara;
let group, session, live;

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open()]);
  [mina, leila] = await Promise.all([0, 1].map(() => Person.open(browser, app)));
  phones = await Promise.all(NAMES.map((name) => Person.open(browser, app, { screen: PHONE, language: name === 'Sara K.' ? 'en' : 'fa' })));
  [maryam, reza, kian, parisa, , sara] = phones;
});

after(async () => {
  await browser?.close();
  await app?.close();
});

const everyone = () => [mina, leila, ...phones];
const room = () => [leila, ...phones];
const step = story(everyone);
const content = ({ page }) => page.textContent('main');

async function startSession() {
  session = await schedule(mina, group, { day: 29, month: 12, year: 1405, time: '۱۸:۳۰', minutes: '۹۰' });
  await mina.follow('form[action$="/start"] button');
  live = `${session}/live`;
  for (const person of phones) {
    await person.goTo('/');
    await person.follow('form[action$="/attendance"] button');
  }
  await leila.goTo(live);
  await connected(...room());
}

step('six members join a group, and its first session begins', async () => {
  const members = NAMES.map((name, place) => [phones[place], name]);
  group = await makeGroup(mina, app.links()[0], { name: 'حلقهٔ دوشنبه', facilitator: [leila, 'لیلا'], members });
  await startSession();
});

step('explore: a concern with its author’s name, and one without it for the group', async () => {
  await goesTo(leila, 'explore', room());
  await lays(kian, BURDEN, 'name');
  await lays(parisa, 'شب‌ها بیدار می‌مانم', 'nameless');
  await until(async () => (await leila.text('#concerns')).includes(BURDEN), 'the facilitator sees the concern with a name');
  assert.ok(!(await leila.text('main')).includes('شب‌ها بیدار می‌مانم'), 'and not at once the one without');
  await brings(leila, BURDEN, phones);
  for (const person of [maryam, sara, leila]) await person.look();
});

step('three members know it too; no one sees who, and the count appears for all at once', async () => {
  for (const person of [maryam, reza, sara]) await knowsThisToo(person);
  for (const person of phones) assert.equal(await announcedOn(person), '');
  await leila.page.click('#concerns form[action$="/opening"] button');
  for (const person of phones) await until(async () => (await announcedOn(person)) !== '', 'the count is announced');
  assert.match(await announcedOn(maryam), /۳/);
  assert.match(await announcedOn(sara), /3/);
  for (const person of [kian, leila]) await person.look();
});

step('brainstorm: it begins from the concern, aloud, from phones and from the keyboard', async () => {
  await goesTo(leila, 'brainstorm', room());
  await leila.page.click('#begin-on a:has-text("زبانم بند")');
  await until(async () => (await leila.page.inputValue('#question')).includes('زبانم بند'), 'its words are in the field');
  await begin(leila, 'چطور کمک بخواهیم، بی‌آنکه حس کنیم سربار دیگرانیم؟', 'aloud-named');
  await connected(...room());
  await share(maryam, 'از یک نفر مشخص بخواهیم');
  await share(sara, 'Ask for one evening, not for help');
  await until(async () => (await textsOf(leila)).length === 2, 'two ideas');
  await leila.page.focus('#idea');
  await log(leila, 'از یک نفر، نه از همه', 2);
  await log(leila, 'جمله را روی کاغذ بنویسیم');
  await allSee(room(), 4);
});

step('tidy: similar ideas are merged, and both keep their words', async () => {
  await nextPhase(leila, 'tidy');
  const option = (select, words) => leila.page.locator(`${select} option:has-text("${words}")`).getAttribute('value');
  await leila.page.selectOption('#twin', await option('#twin', 'نه از همه'));
  await leila.page.selectOption('#above', await option('#above', 'نفر مشخص'));
  await leila.page.click('#merge .acts button');
  for (const person of room()) await until(async () => (await person.page.locator('#ideas .twins > li').count()) === 1, 'one twin');
  assert.match(await content(sara), /از یک نفر مشخص بخواهیم[^]*از یک نفر، نه از همه/);
  await leila.look();
});

step('weigh: benefits and costs from every device, each on every screen', async () => {
  await goesTo(leila, 'weigh', room());
  assert.ok(await isAt(leila, 'weigh'), 'the board has followed');
  for (const person of phones) await until(() => person.page.isVisible('#ideas .weigh-in'), 'they can be weighed');
  await weighs(reza, 'نفر مشخص', 'benefit', 'می‌دانم به که بگویم.');
  await weighs(sara, 'نفر مشخص', 'cost', 'Harder if she cannot.');
  await leila.page.focus('#idea');
  await leila.page.keyboard.type('گفتنش آسان‌تر است.');
  await leila.page.keyboard.press('Enter');
  for (const person of room()) await until(async () => (await pointsOf(person)).length === 3, 'three points');
  for (const person of [maryam, leila]) await person.look();
});

step('narrow: dots that no one sees before they are opened', async () => {
  await nextPhase(leila, 'narrow');
  for (const person of phones) await until(() => person.page.isVisible('#ideas .give'), 'they have dots');
  for (const person of [maryam, reza, kian, parisa]) {
    await gives(person, 'نفر مشخص');
    await gives(person, 'نفر مشخص');
    await gives(person, 'one evening');
    await until(async () => (await person.page.locator('#ideas .give button:last-of-type:not([disabled])').count()) === 0, 'none is left');
  }
  for (const person of room()) assert.equal(await person.page.locator('.dots-sum').count(), 0);
  await maryam.look();
  await leila.page.click('#open-dots button');
  for (const person of room()) await until(async () => (await person.page.locator('.dots-sum').count()) > 0, 'the sums are open');
  assert.deepEqual((await sara.page.locator('.dots-sum').allTextContents()).map((sum) => Number.parseInt(sum, 10) || 0).sort(), [0, 4, 8]);
  await keeps(leila, 'نفر مشخص');
  await keeps(leila, 'one evening');
  for (const person of phones) await until(async () => (await person.page.locator('#ideas > li.kept').count()) === 2, 'two are kept');
});

step('commit: who takes what home', async () => {
  await nextPhase(leila, 'commit');
  await commits(kian, 'یک‌شنبه از خواهرم یک شب می‌خواهم');
  await commits(sara, 'I will ask Ana on Thursday');
  for (const person of room())
    await until(async () => (await person.page.locator('#commitment-list > li:not(.pending)').count()) === 2, 'two are on every screen');
  for (const person of [kian, leila]) await person.look();
});

step('close: the therapist writes beside the session’s material, and nothing is inserted automatically', async () => {
  await goesTo(leila, 'close', room());
  await mina.goTo(`${session}/closing`);
  const from = await mina.text('.closing-from');
  for (const words of [BURDEN, 'از یک نفر مشخص بخواهیم', 'Ask for one evening', 'یک‌شنبه از خواهرم'])
    assert.ok(from.includes(words), `${words} is offered`);
  assert.equal(await mina.page.inputValue('#summary'), '');
  await mina.page.fill('#summary', 'امشب با یک پرسش ماندیم.');
  await mina.page.click('.closing-from li:has-text("از یک نفر مشخص بخواهیم") [data-take]');
  await until(async () => (await mina.page.inputValue('#summary')).includes('از یک نفر مشخص'), 'the line was copied');
  await mina.page.fill('.draft-points textarea >> nth=0', 'شرم تا پنهان است بزرگ می‌شود.');
  await until(() => mina.page.isVisible('#closing-kept .chip.teal'), 'it saves itself');
  await mina.look();
});

step('the session ends, and each member checks out', async () => {
  await ends(leila);
  for (const person of phones) await until(() => person.page.isVisible('[data-ended]'), 'every phone says that it is over');
  await checksOut(maryam, session, [7, 8, 7, 9, 6]);
  await checksOut(reza, session, [6, 7, undefined, 7, 7]);
  await checksOut(kian, session, [8, 9, 9, 9, 8], { share: true });
  await checksOut(sara, session, [5, 4, 6, 6, 5], { wish: true });
  await sara.look();
  await mina.goTo('/');
  assert.match(await content(mina), /Sara K\./, 'the therapist is asked for a word');
  await leila.goTo('/');
  assert.ok(!(await content(leila)).includes('Sara K.'), 'and no one else');
});

step('the closing is held before it goes out, and is taken back', async () => {
  await mina.goTo(`${session}/closing`);
  await mina.follow('#closing button[formaction$="/versions"]');
  assert.match(await mina.text('#held'), /[۰-۹]:[۰-۹]/, 'it says when it goes out');
  await mina.look();
  for (const person of [maryam, sara]) {
    await person.goTo(`${session}/closing`);
    assert.ok(!(await content(person)).includes('امشب با یک پرسش ماندیم'), 'nobody else sees it yet');
  }
  await mina.follow('#held form button');
  assert.equal(await mina.page.locator('#held').count(), 0);
  assert.match(await mina.page.inputValue('#summary'), /امشب با یک پرسش ماندیم/, 'the words stay as the draft');
});

step('at home: outcomes, and a line to bring', async () => {
  await kian.goTo('/');
  assert.match(await content(kian), /یک‌شنبه از خواهرم/);
  await kian.follow('.outcome-bar button[value=done]');
  assert.equal(await kian.page.locator('.outcome-bar button[value=done][aria-pressed=true]').count(), 1);
  await maryam.goTo('/');
  await maryam.page.fill('#line textarea', 'می‌خواهم از پدرم بگویم.');
  await maryam.follow('#line form button');
  assert.equal(await maryam.page.inputValue('#line textarea'), 'می‌خواهم از پدرم بگویم.');
});

step('the next session opens with the commitments', async () => {
  await startSession();
  await goesTo(leila, 'open', room());
  for (const person of room())
    await until(async () => /یک‌شنبه از خواهرم[^]*Ana on Thursday/.test(await person.text('#taken-home')), 'what was taken home');
  assert.match(await maryam.text('#brought'), /از پدرم بگویم/, 'her own line is on her phone');
  for (const person of room().filter((one) => one !== maryam))
    assert.ok(!(await content(person)).includes('از پدرم بگویم'), 'and on no other');
  for (const person of [kian, leila, sara]) await person.look();
});

step('no person met an error, a refused script or another host', () => {
  for (const person of everyone()) person.isCalm();
});
