// The group's work in a session, on consoles and phones.
import { stageIs } from './voices.mjs';
import { until } from './until.mjs';

// The stages of the usual plan, in order.
export const STAGES = ['arrive', 'open', 'round', 'explore', 'brainstorm', 'weigh', 'close'];

export async function goesTo(person, stage, screens) {
  const { page } = person;
  if (!(await page.locator('#arc-others[open]').count())) await page.click('#arc-others > summary');
  await page.selectOption('#arc-others select[name=to]', String(STAGES.indexOf(stage) + 1));
  await page.click('#arc-others form:has(select[name=to]) button');
  await stageIs([person, ...screens], stage);
}

// From a phone: a concern, with or without the author's name for the group.
export async function lays(person, words, whose) {
  const { page } = person;
  await seesMore(person, '#lay');
  await page.click('#lay > summary');
  await page.fill('#lay-text', words);
  await page.check(`#lay-form input[value=${whose}]`);
  await page.click('#lay-form button.primary');
  await until(() => page.isVisible(`#own-concerns > li:not(.pending):has-text("${words}")`), 'it is one of their own');
}

// On a phone, what the stage does not ask for is behind More.
export async function seesMore({ page }, part) {
  if (!(await page.isVisible(part))) await page.click('.dock .to-more');
  await until(() => page.isVisible(part), `More has ${part}`);
}

export async function backToStage({ page }) {
  if (await page.isVisible('.dock .from-more')) await page.click('.dock .from-more');
}

// Unfolds an idea's row on a phone.
export async function unfolds({ page }, words) {
  if (!(await page.locator(`${idea(words)} .unfold[open]`).count())) await page.locator(`${idea(words)} .unfold > summary`).click();
}

// At a console: moves a concern to the middle of these screens.
export async function brings({ page }, words, screens) {
  await page.click(`#concerns .laid > li:has-text("${words}") form[action$="/middle"] button`);
  for (const one of screens)
    await until(async () => ((await one.text('#concern, #wall-main')) ?? '').includes(words), 'it is in the middle');
}

export async function knowsThisToo(person) {
  const { page } = person;
  await backToStage(person);
  await page.click('#concern form[action$="/resonances"] button');
  await until(() => page.isVisible('#concern form.said'), 'it is kept');
}

export const announcedOn = async ({ page }) => (await page.locator('#concern .concern-endorsements').allTextContents()).join(' ');

// By the key of *Next*, which knows the stage and the board: the board's next step.
export async function nextPhase(staff, phase) {
  const { page } = staff;
  await page.keyboard.press('Alt+n');
  await until(() => isAt(staff, phase), `the board is at ${phase}`);
}

export const isAt = async ({ page }, phase) => (await page.locator(`#board-side input[name=seen][value=${phase}]`).count()) > 0;

const idea = (words) => `#ideas > li:has(> .text:has-text("${words}"))`;

export const ideaId = async ({ page }, words) => (await page.getAttribute(idea(words), 'id')).replace('idea-', '');

// From a phone: a benefit, a cost or a question of an idea.
export async function weighs(person, words, kind, says) {
  const { page } = person;
  const at = `${idea(words)} .weigh-in`;
  if (!(await page.isVisible(at))) await unfolds(person, words);
  await page.check(`${at} input[name=kind][value=${kind}]`);
  await page.fill(`${at} textarea`, says);
  await page.click(`${at} form button`);
}

export const pointsOf = ({ page }) =>
  page.$$eval('#ideas ul[id^=points-] > li:not(.pending) > .text', (all) => all.map((one) => one.textContent.trim()).sort());

// Adds one dot on the member's own phone.
export async function gives({ page }, words) {
  const at = `${idea(words)} .give`;
  const before = await page.textContent(`${at} output`);
  await page.click(`${at} button:last-of-type`);
  await until(async () => (await page.textContent(`${at} output`)) !== before, 'the dot lies there');
}

export async function keeps({ page }, words) {
  await page.click(`${idea(words)} > form[id^=keep-] button`);
  await until(() => page.isVisible(`${idea(words)}.kept`), 'it is kept');
}

// From a phone: what a member takes home, by the next session.
export async function commits({ page }, what) {
  await page.waitForSelector('#commit-open');
  if (!(await page.isVisible('#commit-what'))) await page.click('#commit-open > summary');
  await page.fill('#commit-what', what);
  await page.click('#commit-form :is(button.primary, button.soft)');
  await until(() => page.isVisible(`#commitment-list > li:not(.pending):has-text("${what}")`), 'it is on the list');
}

// One question after the other; a value of undefined skips it.
export async function checksOut(person, session, [mood, ...answers], { share = false, wish = false } = {}) {
  const { page } = person;
  await person.goTo(`${session}/check-out`);
  const part = (name) => `#check-out .part:has(input[name=${name}])`;
  const onward = async (name, value) => {
    await until(() => page.isVisible(part(name)), name);
    if (value !== undefined)
      await page
        .locator(`${part(name)} label:has(input[value="${value}"])`)
        .first()
        .click();
    await page.click(`${part(name)} [data-go=${value === undefined ? 'skip' : 'on'}]`);
  };
  await onward('value', mood);
  for (const [place, name] of ['heard', 'safe', 'belonging', 'hope'].entries()) await onward(name, answers[place]);
  if (share) await page.check('#check-out input[name=share]');
  if (wish) await page.check('#check-out input[name=wish]');
  await page.click('#check-out .part:has(input[name=share]) button.primary');
  await until(() => page.isVisible('#check-out-place #thanks'), 'it is kept');
}
