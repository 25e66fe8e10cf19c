// Forming a group: a candidate fills in her profile on the smallest phone, in English, in two sittings; the therapist, in Persian,
// compares her with the group, keeps her waiting, and then admits her. Each step depends on the ones before it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { smallTargets } from './lib/looks.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { invite, join, makeGroup, PASSPHRASE, signIn } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { until } from './lib/until.mjs';

const SMALL = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
const WORDS = 'Since my father died I laugh at work and cry in the car.';
let browser, app, mina, leila, maryam, reza, emma;
let group, nameOfEmma;

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open()]);
  [mina, leila] = await Promise.all([0, 1].map(() => Person.open(browser, app)));
  [maryam, reza] = await Promise.all([0, 1].map(() => Person.open(browser, app, { screen: PHONE })));
  emma = await Person.open(browser, app, { screen: SMALL, language: 'en' });
});

after(async () => {
  await browser?.close();
  await app?.close();
});

const step = story(() => [mina, leila, maryam, reza, emma]);
const content = ({ page }) => page.textContent('main');
const kept = ({ page }, form) => until(() => page.locator(`${form} [data-autosave-status][data-state=kept]`).count(), 'it is kept');
const choose = async ({ page }, form, ...values) => {
  for (const value of values) await page.check(`${form} input[value="${value}"]`);
};

// The therapist fills in what can be compared, on one sheet that saves itself.
async function fills(name, { age, areas, severity }) {
  await mina.goTo(`${group}/members`);
  const row = mina.page.locator('ul.rows > li', { hasText: name }).first();
  await row.locator('summary').first().click();
  const sheet = await row.locator('a[href$="/intake"]').getAttribute('href');
  await mina.goTo(sheet);
  for (const [which, values] of Object.entries({
    age: [age],
    language: ['fa'],
    focus: areas,
    experience: ['never'],
    severity: [severity],
  })) {
    for (const value of values) await mina.page.check(`#${which} input[value="${value}"]`);
    await kept(mina, `#${which}`);
  }
  await mina.page.reload();
  assert.equal(await mina.page.locator(`#age input[value="${age}"]:checked`).count(), 1);
  await mina.look();
}

step('two members are in the group, and the therapist enters the criteria', async () => {
  const members = [
    [maryam, 'مریم'],
    [reza, 'رضا'],
  ];
  group = await makeGroup(mina, app.links()[0], { name: 'حلقهٔ سوگ', facilitator: [leila, 'لیلا'], members });
  await mina.goTo(`${group}/profile`);
  await choose(mina, 'form', 'grief', 'family');
  await mina.page.fill('#age_from', '۲۵');
  await mina.page.fill('#age_to', '۵۴');
  await mina.page.selectOption('#severity_to', 'moderate');
  await mina.follow('form[action$="/profile"] button.primary');
  assert.match(await content(mina), /هنوز نه/);
  await fills('مریم', { age: '35-44', areas: ['grief', 'family'], severity: 'moderate' });
  await fills('رضا', { age: '35-44', areas: ['grief'], severity: 'mild' });
});

step('the first sitting: a candidate begins, and the form saves what she types', async () => {
  nameOfEmma = await join(emma, await invite(mina, group, 'member', '۱'), 'Emma');
  await emma.follow(`a[href="${group}/intake"]`);
  assert.match(await content(emma), /دکتر مینا راد[^]*reads this/);
  await emma.follow('.ask-card a.button.primary');
  for (const [which, value] of [
    ['age', '25-34'],
    ['language', 'en'],
  ]) {
    assert.equal(emma.path(), `${group}/intake/${which}`);
    await choose(emma, 'form.autosave-form', value);
    await kept(emma, 'form.autosave-form');
    assert.deepEqual(await smallTargets(emma.page), []);
    await emma.follow('form.autosave-form button.primary');
  }
  await choose(emma, 'form.autosave-form', 'grief', 'work');
  await emma.page.fill('#focus-words', WORDS.slice(0, 20));
  await kept(emma, 'form.autosave-form');
  await emma.page.fill('#focus-words', WORDS);
  await until(async () => Number(await emma.page.inputValue('input[name=version]')) > 1, 'it is kept again');
  await kept(emma, 'form.autosave-form');
  await emma.look();
  // The phone stores no word of it.
  assert.deepEqual(
    await emma.page.evaluate(() =>
      [...Object.values(sessionStorage), ...Object.values(localStorage)].filter((text) => text.includes('father')),
    ),
    [],
  );
  // She closes the page in the middle of the questions.
  await emma.context.close();
});

step('the second sitting: another phone shows everything, and she continues', async () => {
  emma = await Person.open(browser, app, { screen: SMALL, language: 'en' });
  await signIn(emma, nameOfEmma, PASSPHRASE);
  await emma.goTo(`${group}/intake`);
  assert.ok((await content(emma)).includes(WORDS));
  await emma.follow('.ask-card a.button.primary');
  assert.equal(emma.path(), `${group}/intake/load`);
  await choose(emma, 'form.autosave-form', 'most-days');
  await emma.follow('form.autosave-form button.primary');
  await choose(emma, 'form.autosave-form', 'heard', 'lighter');
  await emma.follow('form.autosave-form button.primary');
  await choose(emma, 'form.autosave-form', 'never');
  await emma.follow('form.autosave-form button.primary');
  // She skips one question; the next one has no choices.
  await emma.follow('.autosave-buttons a.button:last-child');
  assert.equal(emma.path(), `${group}/intake/changes`);
  await emma.page.fill('#changes-words', 'Moving in May');
  await emma.follow('form.autosave-form button.primary');
  await emma.follow('.autosave-buttons a.button:last-child');
  await emma.page.fill('#contact-name', 'Tom, my brother');
  await emma.page.fill('#contact-call', '555 0100');
  await emma.follow('form.autosave-form button.primary');
  assert.equal(emma.path(), `${group}/intake`);
  assert.match(await content(emma), /8 of 10 answered/);
});

step('two people edit one question: no one overwrites what they have not seen', async () => {
  await mina.goTo(group);
  await mina.follow(`.together-card a[href="${group}/fit"]`);
  await mina.follow('#main a[href$="/fit"]:has-text("Emma")');
  const fit = mina.path();
  await mina.goTo(fit.replace(/fit$/, 'intake'));
  await emma.goTo(`${group}/intake/changes`);
  emma.expects(/status of 409 .*\/intake\/changes/);
  await mina.page.fill('#changes-words', 'در اردیبهشت اسباب می‌کشد');
  await kept(mina, '#changes');
  await until(async () => (await mina.page.locator('#changes input[name=version]').inputValue()) === '2', 'the therapist was quicker');
  await emma.page.fill('#changes-words', 'Moving in June');
  await until(() => emma.page.isVisible('[data-autosave-said] .note'), 'she is notified');
  assert.match(await content(emma), /اسباب می‌کشد/);
  await emma.look();
  await emma.follow('form.autosave-form button.primary');
  await emma.goTo(`${group}/intake`);
  assert.match(await content(emma), /Moving in June/);
  await mina.goTo(fit);
});

step('the therapist compares her with the group: a figure, its parts, the differences', async () => {
  const text = await content(mina);
  assert.match(await mina.text('.fit-ring b'), /^[۰-۹]{1,3}$/);
  assert.ok(text.includes(WORDS) && text.includes('گاور'));
  assert.match(text, /تنها کسی خواهد بود که به.*انگلیسی.*راحت‌تر حرف می‌زند/);
  assert.ok(!text.includes('555'), 'the contact is on another page');
  for (const one of await mina.page.locator('details.behind > summary').all()) await one.click();
  assert.match(await mina.text('.fit-table'), /مریم[^]*۰٫۸۳/);
  await mina.look();
  await mina.page.setViewportSize({ width: 320, height: 800 });
  await mina.look();
  assert.deepEqual(await smallTargets(mina.page), []);
  await mina.page.setViewportSize({ width: 1280, height: 900 });
});

step('other members see nothing of it', async () => {
  const fit = mina.path();
  for (const person of [leila, maryam, emma]) {
    person.expects(/status of 404 /);
    await person.goTo(fit);
    assert.equal(await person.page.getAttribute('.problem', 'data-status'), '404');
  }
  for (const place of [`${group}`, `${group}/members`]) {
    await leila.goTo(place);
    assert.ok(!(await content(leila)).includes('father') && !(await leila.page.locator(`a[href="${group}/fit"]`).count()));
  }
});

step('she is kept waiting, and is then admitted to the group', async () => {
  await mina.page.fill('#note', 'پیش از پذیرش از زبان حرف بزنیم');
  await mina.follow('button[value=keep_waiting]');
  assert.match(await mina.text('#list'), /Emma/);
  await emma.goTo('/');
  assert.match(await content(emma), /On the waiting list since/);
  await emma.follow(`a[href="${group}/intake"]`);
  assert.match(await content(emma), /place on the waiting list/);
  await mina.follow('#list a[href$="/fit"]');
  assert.match(await content(mina), /پیش از پذیرش از زبان حرف بزنیم/);
  await mina.follow('button[value=admit]');
  await emma.goTo(group);
  await emma.follow(`a[href="${group}/intake"]`);
  assert.ok((await content(emma)).includes(WORDS), 'her own text stays hers');
});
