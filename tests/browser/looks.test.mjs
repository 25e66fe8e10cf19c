// Every page, in both languages, by day and by night, from the smallest phone to a desktop screen: nothing is wider than the screen,
// nothing is too small for a thumb, axe finds nothing, and a page loads few files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { axe, files, shape, smallTargets } from './lib/looks.mjs';
import { demoPeople, open, places, read } from './lib/pages.mjs';

const WIDTHS = [1280, 768, 390, 320];

let browser, app, people, all;

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open({ demo: true })]);
  people = await demoPeople(browser, app, { reducedMotion: 'reduce' });
  all = await places(people);
});

after(async () => {
  await browser?.close();
  await app?.close();
});

for (const language of ['fa', 'en']) {
  test(`every page, in ${language}`, async (t) => {
    for (const person of Object.values(people)) {
      await person.page.goto('/');
      await read(person, language);
      person.expects(/status of 404 .*\/nowhere/);
    }
    for (const [name, role, path] of all) await t.test(name, () => looked(people[role], path, language));
  });
}

async function looked(person, path, language) {
  const { page } = person;
  await open(person, path);
  await page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await shape(page, language);
    assert.deepEqual(await smallTargets(page), [], `too small at ${width}`);
  }
  // The narrowest screens by night, the widest by day: colours and layout are checked together.
  await page.emulateMedia({ colorScheme: 'dark' });
  await axe(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await axe(page);
  await files(page);
  person.isCalm();
}
