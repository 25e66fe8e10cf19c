// The same story without JavaScript: plain forms and pages, and no text is lost.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { showsEnd } from './lib/live.mjs';
import { shape } from './lib/looks.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { story } from './lib/steps.mjs';
import { until } from './lib/until.mjs';

let browser, app, nasrin, leila, noor;
const step = story(() => [nasrin, leila, noor]);

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open({ demo: true })]);
  nasrin = await Person.open(browser, app, { javaScriptEnabled: false });
  leila = await Person.open(browser, app, { javaScriptEnabled: false });
  noor = await Person.open(browser, app, { javaScriptEnabled: false, language: 'en', screen: PHONE });
  for (const [person, link] of [
    [nasrin, app.links()[0]],
    [leila, app.links()[1]],
  ]) {
    await person.page.goto(link);
    await press(person, 'main form button.primary');
  }
});

after(async () => {
  await browser?.close();
  await app?.close();
});

async function press(person, selector) {
  await Promise.all([person.page.waitForNavigation(), person.page.click(selector)]);
}

async function arrive(person, language = person.language) {
  await shape(person.page, language);
  person.isCalm();
}

const listed = ({ page }) => page.locator('#ideas > li .text').allTextContents();

let group, live;

step('a therapist invites to a group, and a person joins and is admitted', async () => {
  await nasrin.page.goto('/groups');
  await press(nasrin, 'ul.groups a >> nth=0');
  group = nasrin.path();
  await nasrin.page.goto(`${group}/invitations`);
  await nasrin.page.fill('#seats', '۱');
  await press(nasrin, 'form[action$="/invitations"] button.primary');
  await noor.page.goto(await nasrin.page.inputValue('#link'));
  await arrive(noor);
  await noor.page.fill('#name', 'Noor');
  await noor.page.fill('#passphrase', 'four lanterns by the river');
  await press(noor, 'main form button.primary');
  await arrive(noor);
  await press(noor, 'main form button.primary');
  await nasrin.page.goto(`${group}/members`);
  const row = nasrin.page.locator('li', { hasText: 'Noor' });
  await Promise.all([nasrin.page.waitForNavigation(), row.locator('form[action$="/admission"] button').click()]);
  await arrive(nasrin);
});

step('they enter the running session and share an idea', async () => {
  await noor.page.goto('/');
  await press(noor, 'form[action$="/attendance"] button');
  // The group has a charter: on entering, the member is asked for a signature first.
  await press(noor, 'form[action$="/signatures"] button');
  live = noor.path();
  await press(noor, 'form[action$="/attendance"] button');
  await arrive(noor);
  assert.ok(await noor.page.isVisible('noscript, .note a[href^="/sessions/"]'));
  await noor.page.fill('#idea', 'Written without a script');
  await press(noor, '#compose button.primary');
  assert.equal(noor.path(), live);
  assert.equal((await listed(noor)).filter((text) => text === 'Written without a script').length, 1);
});

step('a double click sends the same form twice, and it makes one idea', async () => {
  await noor.page.fill('#idea', 'Pressed twice');
  // Going to another page before an answer arrives cancels both requests; the second press may cancel the first one’s redirect.
  const answered = noor.page.waitForResponse((reply) => reply.request().method() === 'POST', { timeout: 60_000 });
  await noor.page.dblclick('#compose button.primary');
  await answered;
  await until(async () => {
    await noor.page.goto(live);
    return (await listed(noor)).includes('Pressed twice');
  }, 'it is there');
  assert.equal((await listed(noor)).filter((text) => text === 'Pressed twice').length, 1);
});

step('the facilitator logs at the console and sees new ideas after a refresh', async () => {
  await leila.page.goto(live.replace(/\/live$/, ''));
  await press(leila, '.hero a.button.primary');
  assert.equal(leila.path(), live);
  await arrive(leila);
  await leila.page.fill('#idea', 'ثبت بی اسکریپت');
  await leila.page.check('[data-whose] input[data-seat="2"]');
  await press(leila, '#compose button.soft');
  assert.equal((await listed(leila))[0], 'ثبت بی اسکریپت');
  await press(noor, 'p.note a[href^="/sessions/"]');
  assert.equal((await listed(noor))[0], 'ثبت بی اسکریپت');
});

step('an own idea is changed and taken back', async () => {
  const own = () => noor.page.locator('#ideas > li', { hasText: 'without a script' });
  await own().locator('summary').click();
  await own().locator('textarea').fill('Changed without a script');
  await Promise.all([noor.page.waitForNavigation(), own().locator('details button').click()]);
  await arrive(noor);
  assert.ok((await listed(noor)).includes('Changed without a script'));
  await Promise.all([noor.page.waitForNavigation(), own().locator('form[action$="/withdrawal"] button').click()]);
  assert.ok(!(await noor.page.content()).includes('>Changed without a script<'));
  await press(noor, '#ideas form[action$="/restoration"] button');
  assert.ok((await listed(noor)).includes('Changed without a script'));
});

step('a refused form comes back on a page of its own, with its text', async () => {
  const long = 'too long '.repeat(300).trim();
  noor.expects(/status of 422/);
  await noor.page.fill('#idea', long);
  await press(noor, '#compose button.primary');
  await arrive(noor);
  assert.equal(await noor.page.inputValue('textarea[name=text]'), long);
  assert.match(await noor.text('[role=alert]'), /\d/);
  // The page answers a form, and stays when the language changes; text typed since then is lost, as the page says.
  for (const language of ['fa', 'en']) {
    await noor.page.fill('textarea[name=text]', 'typed since');
    await noor.page.click('.leaves-words > summary');
    assert.ok(await noor.page.isVisible('.leaves-words > p'));
    await press(noor, '.leaves-words button');
    await arrive(noor, language);
    assert.equal(await noor.page.inputValue('textarea[name=text]'), long);
  }
  await noor.page.fill('textarea[name=text]', 'short enough now');
  await press(noor, 'main form button.primary');
  assert.equal(noor.path(), live);
  assert.equal((await listed(noor))[0], 'short enough now');
});

step('gathering ends, a new question is set, the session ends', async () => {
  await leila.page.goto(live);
  await leila.page.click('#close-board > summary');
  await press(leila, '#close-board button');
  await leila.page.fill('#question', 'و حالا؟');
  await leila.page.check('input[value=quiet-named]');
  await press(leila, '#begin .acts button');
  await arrive(leila);
  await noor.page.goto(live);
  await noor.page.fill('#idea', 'only mine so far');
  await press(noor, '#compose button.primary');
  assert.deepEqual(await listed(noor), []);
  assert.equal(await noor.page.locator('#own-ideas > li').count(), 1);
  await leila.page.goto(live);
  await press(leila, 'form[action$="/opening"] button');
  assert.deepEqual(await listed(leila), ['only mine so far']);
  await showsEnd(leila);
  await leila.page.click('#end-session');
  await press(leila, 'form[action$="/end"] button');
  await arrive(leila);
  await noor.page.goto(live);
  assert.equal(await noor.page.locator('#compose').count(), 0);
});

step('the language changes, and signing out shows nothing more', async () => {
  await press(noor, 'form[action="/language"] button');
  await arrive(noor, 'fa');
  await press(noor, 'form[data-sign-out] button');
  await noor.page.goto(live);
  assert.equal(noor.path(), '/sign-in');
  await arrive(noor, 'fa');
});
