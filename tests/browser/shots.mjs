// Pictures of the demo. Without arguments: the two of docs/pictures. With --all FOLDER: every page in both languages,
// on a desk and a phone, by day and by night, for looking at.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './lib/browser.mjs';
import { House } from './lib/house.mjs';
import { demoPeople, open, places, read } from './lib/pages.mjs';

const DOCS = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const SIZES = { desk: { width: 1280, height: 900 }, wide: { width: 1280, height: 720 }, phone: { width: 390, height: 844 } };

const at = process.argv.indexOf('--all');
const folder = at < 0 ? DOCS : process.argv[at + 1];
if (!folder) throw new Error('--all needs a folder');
mkdirSync(folder, { recursive: true });

const [browser, house] = await Promise.all([launch(), House.open({ demo: true })]);
try {
  const people = await demoPeople(browser, house, { reducedMotion: 'reduce' });
  const all = await places(people, house);
  if (at < 0) await two(people, all);
  else await every(people, all);
} finally {
  await browser.close();
  await house.close();
}

async function two(people, all) {
  const path = Object.fromEntries(all.map(([name, , where]) => [name, where]));
  await take(people.facilitator, path.console, 'fa', 'wide', 'light', `${folder}/console-fa.png`);
  // The member comes in first, as everybody does: the button for it would fill the picture.
  await people.member.page.goto(path.phone);
  const enter = 'form[action$="/attendance"] button';
  if (await people.member.page.locator(enter).count()) await people.member.press(enter);
  await take(people.member, path.phone, 'en', 'phone', 'light', `${folder}/phone-en.png`);
}

async function every(people, all) {
  for (const [name, role, path] of all) {
    for (const language of ['fa', 'en']) {
      for (const size of ['desk', 'phone']) {
        for (const light of ['light', 'dark']) await take(people[role], path, language, size, light, `${folder}/${name}-${language}-${size}-${light}.png`, true);
      }
    }
  }
}

async function take(person, path, language, size, colorScheme, file, fullPage = false) {
  const { page } = person;
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ colorScheme });
  await page.goto('/');
  await read(person, language);
  await open(person, path);
  await page.evaluate(() => document.fonts.ready);
  await stillClocks(page);
  await page.screenshot({ path: file, fullPage, animations: 'disabled', caret: 'hide' });
}

// What says the day or runs with the clock stands still, so that a picture changes only when the page does.
async function stillClocks(page) {
  await page.evaluate(() => {
    const persian = document.documentElement.lang === 'fa';
    const words = persian ? { time: 'دوشنبه ۳ آذر ۱۴۰۵، ۱۸:۰۰', clock: '۲۰:۰۰' } : { time: 'Tuesday 24 November 2026, 18:00', clock: '20:00' };
    for (const clock of document.querySelectorAll('[data-started]')) {
      const still = clock.cloneNode(true);
      still.removeAttribute('data-started');
      still.textContent = words.clock;
      clock.replaceWith(still);
    }
    for (const time of document.querySelectorAll('.top time')) time.textContent = words.time;
  });
}
