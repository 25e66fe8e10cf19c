// Pictures of the demo with a held clock: a picture changes only when the page does. Without arguments: those of docs/pictures, two
// of the session in progress and a gallery of its stages. With --all FOLDER: every page in both languages, on a desktop screen and a
// phone, by day and by night, and every stage on console, phone and wall in both languages, for review.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './lib/browser.mjs';
import { gallery, inLanguage } from './lib/gallery.mjs';
import { App } from './lib/app.mjs';
import { demoPeople, open, places } from './lib/pages.mjs';
import { Time } from './lib/time.mjs';

const DOCS = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const SIZES = { desk: { width: 1280, height: 900 }, wide: { width: 1280, height: 720 }, phone: { width: 390, height: 844 } };
const STAGES = { console: 'desk', phone: 'phone', wall: 'wide' };

const at = process.argv.indexOf('--all');
const folder = at < 0 ? DOCS : process.argv[at + 1];
if (!folder) throw new Error('--all needs a folder');
mkdirSync(`${folder}/stages`, { recursive: true });

const time = new Time('2026-11-23T16:02:00Z');
const [browser, app] = await Promise.all([launch(), App.open({ demo: true, time })]);
try {
  const people = await demoPeople(browser, app, { reducedMotion: 'reduce', time });
  const all = await places(people);
  const where = Object.fromEntries(all.map(([name, , path]) => [name, path]));
  if (at < 0) await two(people, where);
  else await every(people, all);
  await gallery({ people, group: where.group, time, take: stage, every: at >= 0 });
} finally {
  await browser.close();
  await app.close();
}

async function two(people, where) {
  await take(people.facilitator, where.console, 'fa', 'wide', 'light', `${folder}/console-fa.png`);
  // The member enters first, as in every session: otherwise the button for it would fill the picture.
  await people.member.page.goto(where.phone);
  const enter = 'form[action$="/attendance"] button';
  if (await people.member.page.locator(enter).count()) await people.member.press(enter);
  await take(people.member, where.phone, 'en', 'phone', 'light', `${folder}/phone-en.png`);
}

async function stage({ person, path, language, light, name, ready }) {
  const screen = name.split('-')[1];
  await take(person, path, language, STAGES[screen], light, `${folder}/stages/${name}.png`, false, ready);
}

async function every(people, all) {
  for (const [name, role, path] of all) {
    for (const language of ['fa', 'en']) {
      for (const size of ['desk', 'phone']) {
        for (const light of ['light', 'dark'])
          await take(people[role], path, language, size, light, `${folder}/${name}-${language}-${size}-${light}.png`, true);
      }
    }
  }
}

async function take(person, path, language, size, colorScheme, file, fullPage = false, ready = undefined) {
  const { page } = person;
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ colorScheme });
  await inLanguage(person, language);
  await open(person, path);
  await ready?.(person);
  await page.evaluate(() => document.fonts.ready);
  await time.rest();
  await page.screenshot({ path: file, fullPage, animations: 'disabled', caret: 'hide' });
}
