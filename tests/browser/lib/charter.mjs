// Actions on the charter's pages.
import assert from 'node:assert/strict';

export const charterOf = (group) => `${group}/charter`;

// Returns the proposal's path.
export async function propose(person, group, words, reason) {
  await person.goTo(charterOf(group));
  await person.follow('#draft a[href$="/proposals/new"]');
  return fillProposal(person, words, reason);
}

export async function fillProposal(person, words, reason) {
  if (words) await person.page.fill('#text', words);
  if (reason) await person.page.fill('#reason', reason);
  await person.follow('form.form button.primary');
  return person.path();
}

// A starter article of other groups, as the page offers it.
export async function adopt(person, group, code) {
  await person.goTo(charterOf(group));
  await person.page.check(`input[name=starter][value^="${code}."]`);
  await person.follow('form[action$="/charter/starters"] button');
}

// Opens the possible proposals about an article (from 1) and chooses one: change, move or remove.
export async function begin(person, group, article, act) {
  await person.goTo(charterOf(group));
  const row = `.charter-articles > li:nth-child(${article})`;
  await person.page.click(`${row} summary`);
  await person.follow(`${row} a[href*="act=${act}"]`);
}

export const choose = ({ page }, what) => page.check(`form[aria-labelledby=your-answer] input[value=${what}]`);

export async function answer(person, proposal, what, words = '') {
  if (person.path() !== proposal) await person.goTo(proposal);
  await choose(person, what);
  await person.page.fill('#words', words);
  await person.follow('form[action$="/answers"] button.primary');
}

// Answers every proposal that still waits for this person, one after the other; returns how many there were.
export async function agreeToAll(person, group) {
  for (let answered = 0; ; answered += 1) {
    await person.page.goto(charterOf(group));
    const waits = '#draft li:has(.chip.teal) .row-main a';
    if ((await person.page.locator(waits).count()) === 0) return answered;
    await person.press(`${waits} >> nth=0`);
    await answer(person, person.path(), 'agree');
  }
}

// Proposes other words for a proposal.
export async function reword(person, proposal, words) {
  await person.goTo(proposal);
  await person.page.click('#reword > summary');
  await person.page.fill('#reword textarea', words);
  await person.follow('#reword form button');
}

export async function withdraw(person, proposal) {
  await person.goTo(proposal);
  await person.page.click('details:has(form[action$="/withdrawal"]) > summary');
  await person.follow('form[action$="/withdrawal"] button');
}

export async function sign(person, group) {
  await person.goTo(charterOf(group));
  await person.follow('.to-sign form button.primary');
  assert.equal(await person.page.locator('.to-sign').count(), 0);
}

export const articles = ({ page }) =>
  page.$$eval('.articles > li', (rows) => rows.map((row) => (row.querySelector('.say') ?? row).textContent.trim()));

// The names under a version.
export const signatures = ({ page }) =>
  page.$$eval('.signatures:not(.by-hand) > li b', (names) => names.map((name) => name.textContent.trim()));

// What the page shows as different: the changed articles, the removed ones and the added ones.
export const changes = ({ page }) =>
  page.$$eval('.to-sign .became > li', (rows) =>
    rows.map((row) => ({
      gone: [...row.querySelectorAll('del')].map((one) => one.textContent).join(''),
      new: [...row.querySelectorAll('ins')].map((one) => one.textContent).join(''),
    })),
  );

// The charter on a screen of the session: how many articles and how many open proposals it shows.
export const inRoom = ({ page }) =>
  page.evaluate(() => ({
    articles: document.querySelectorAll('#charter .articles > li').length,
    proposals: document.querySelectorAll('#charter .rows a[href*="/proposals/"]').length,
  }));

// At the console, where the charter is a tool in every stage but *open*: shows one article (from 1) to all, or the whole charter, or
// none of it.
export async function bringUp({ page }, article) {
  if (!(await page.isVisible('#charter'))) await page.click('.rail a[href="#charter-tool"]');
  if (article === 'whole' || article === 'nothing') return page.click(`#charter form:has(input[value=${article}]) button`);
  if ((await page.locator('#charter-bring-up[open]').count()) === 0) await page.click('#charter-bring-up > summary');
  return page.click(`#charter-bring-up li:nth-child(${article}) button`);
}

// The number of printed pages.
export async function printed({ page }) {
  const paper = await page.pdf({ format: 'A4' });
  return paper.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
}
