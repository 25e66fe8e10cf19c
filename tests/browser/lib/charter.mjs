// What people do at the charter's pages.
import assert from 'node:assert/strict';

export const charterOf = (group) => `${group}/charter`;

// Gives the proposal's path.
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

// An article that other groups began with, as it is offered.
export async function adopt(person, group, code) {
  await person.goTo(charterOf(group));
  await person.follow(`form:has(input[name=starter][value=${code}]) button`);
  return person.path();
}

// Opens what can be proposed about an article (from 1), and chooses: change, move or remove.
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

// Answers whatever still waits for this person, from one proposal to the next; gives how many there were.
export async function agreeToAll(person, group) {
  for (let answered = 0; ; answered += 1) {
    await person.page.goto(charterOf(group));
    const waits = '#draft li:has(.chip.teal) .row-main a';
    if ((await person.page.locator(waits).count()) === 0) return answered;
    await person.press(`${waits} >> nth=0`);
    await answer(person, person.path(), 'agree');
  }
}

// Offers other words for a proposal.
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
  if (person.path() !== charterOf(group)) await person.goTo(charterOf(group));
  await person.follow('.to-sign form button.primary');
  assert.equal(await person.page.locator('.to-sign').count(), 0);
}

export const articles = ({ page }) =>
  page.$$eval('.articles > li', (rows) => rows.map((row) => (row.querySelector('.say') ?? row).textContent.trim()));

// The names under a version.
export const signatures = ({ page }) =>
  page.$$eval('.signatures:not(.by-hand) > li b', (names) => names.map((name) => name.textContent.trim()));

// What is shown as different: the articles of what changed, what leaves them and what comes.
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

// At the console: one article (from 1) for all, the whole, or none of it.
export async function bringUp({ page }, article) {
  if (article === 'whole' || article === 'nothing') return page.click(`#charter form:has(input[value=${article}]) button`);
  if ((await page.locator('#charter-bring-up[open]').count()) === 0) await page.click('#charter-bring-up > summary');
  return page.click(`#charter-bring-up li:nth-child(${article}) button`);
}

// As it comes out of the printer: how many pages.
export async function printed({ page }) {
  const paper = await page.pdf({ format: 'A4' });
  return paper.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
}
