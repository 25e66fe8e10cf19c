// The path of a new therapist, counted: from an empty installation to a published closing, with three members and a charter of two
// articles, at most 30 clicks and 12 fields of their own.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { agreeToAll } from './lib/charter.mjs';
import { connected } from './lib/live.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { join, PASSPHRASE } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { Time } from './lib/time.mjs';
import { until } from './lib/until.mjs';

const CLICKS = 30;
const FIELDS = 12;
const SUMMARY = 'We met for the first time.';

let browser, app, anna, group, session;
const time = new Time('2026-11-23T16:02:00Z');
const members = [];
const count = { clicks: 0, fields: 0 };

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open({ time })]);
  anna = await Person.open(browser, app, { language: 'en' });
  await time.hold(anna);
  for (const name of ['Maya', 'Daniel', 'Ruth']) {
    const member = await Person.open(browser, app, { language: 'en', screen: PHONE });
    await time.hold(member);
    member.hurries = true;
    members.push([member, name]);
  }
});

after(async () => {
  await browser?.close();
  await app?.close();
});

const step = story(() => [anna, ...members.map(([member]) => member)]);

// A click of the therapist that leads to another page.
async function click(selector) {
  count.clicks += 1;
  await anna.follow(selector);
}

// A click that changes the page on which it is.
async function tap(selector) {
  count.clicks += 1;
  await anna.page.click(selector);
}

async function type(selector, words) {
  count.fields += 1;
  await anna.page.fill(selector, words);
}

step('the practice is set up, and its home says what comes first', async () => {
  await anna.goTo(app.links()[0]);
  await type('[name=practice]', 'Willow practice');
  await type('[name=name]', 'Dr. Anna Berg');
  await type('[name=email]', 'anna@example.org');
  await type('[name=passphrase]', PASSPHRASE);
  await click('main form button.primary');
  assert.equal(anna.path(), '/');
  assert.equal(await anna.page.locator('.first-steps .button.primary').count(), 1);
  // Other tests look at the pages that follow.
  anna.hurries = true;
});

step('the first group is formed and three people are invited and admitted', async () => {
  await click('.first-steps a[href="/groups/new"]');
  await type('[name=name]', 'Monday circle');
  await type('[name=purpose]', 'To learn to ask for help');
  await click('form[action="/groups"] button.primary');
  group = anna.path();
  await click('.arc-card .next a');
  await type('[name=seats]', '3');
  await click('form[action$="/invitations"] button.primary');
  const link = await anna.page.inputValue('#link');
  await tap('[data-copy="#link"]');
  for (const [member, name] of members) await join(member, link, name);
  await click(`.head a[href="${group}"]`);
  await click('.arc-card .next a');
  await click('form[action$="/admissions"] button');
});

step('two starter articles become the charter', async () => {
  await click(`.head a[href="${group}"]`);
  await click('.arc-card .next a');
  await tap('.starters .choice >> nth=0');
  await tap('.starters .choice >> nth=1');
  await click('form[action$="/charter/starters"] button');
  for (const [member] of members) assert.equal(await agreeToAll(member, group), 2);
  await anna.page.reload();
  assert.equal(await anna.page.locator('.charter-articles > li').count(), 2);
});

step('a session is planned with what the form proposes, and started', async () => {
  await click(`.head a[href="${group}"]`);
  await click('.arc-card .next a');
  await click('form[action$="/sessions"] button.primary');
  session = anna.path();
  await click('form[action$="/start"] button');
  await connected(anna);
  assert.equal(anna.path(), `${session}/live`);
});

step('one button leads through the stages', async () => {
  for (const stage of ['open', 'round', 'explore', 'brainstorm', 'weigh', 'close']) {
    const before = await anna.page.inputValue('#next input[name=seen]');
    await tap('#next-form button');
    const moved = async () => (await anna.page.inputValue('#next input[name=seen]').catch(() => 'end')) !== before;
    await until(async () => (await anna.page.locator('#next [data-to-end]').count()) > 0 || moved(), stage);
    // Two clicks in the same place, this soon, would count as one.
    await time.pass(3);
  }
  await until(() => anna.page.isVisible('#ending a[href$="/closing"]'), 'the closing can be written');
});

step('the closing is written, and members read it five minutes later', async () => {
  await click('#ending a[href$="/closing"]');
  await type('#summary', SUMMARY);
  // The session still runs, so the page asks.
  anna.expects(/status of 422 .*\/closing\/versions/);
  await click('.closing-send button.primary');
  await click('#ends button');
  await time.pass(5 * 60 + 1);
  const [maya] = members[0];
  await until(async () => {
    await maya.page.goto(`${session}/closing`);
    return (await maya.page.textContent('main')).includes(SUMMARY);
  }, 'the closing is published');
});

step('it took few clicks and fields', () => {
  assert.ok(count.clicks <= CLICKS && count.fields <= FIELDS, `${count.clicks} clicks and ${count.fields} fields`);
  console.log(`# ${count.clicks} clicks and ${count.fields} fields`);
  anna.isCalm();
});
