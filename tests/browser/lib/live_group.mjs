// A circle of eight for a session: six with phones in two languages, their clocks right or wrong, and two without a phone; with a
// charter.
import { adopt, agreeToAll, sign } from './charter.mjs';
import { makeGroup, makeMembers } from './practice.mjs';
import { until } from './until.mjs';

// A member's name, the language of their phone, and the error of its clock (ms).
export const PHONES = [
  ['مریم', 'fa', 0],
  ['رضا', 'fa', 420_000],
  ['Sara K.', 'en', -90_000],
  ['Daniel', 'en', 0],
  ['نور', 'fa', 3_600_000],
  ['Tomás', 'en', 0],
];
export const WITHOUT = ['باران', 'حمید'];

// Builds the circle on an empty installation. Returns the group's path.
export async function gathered({ therapist, facilitator, phones, time, link: setup }) {
  const members = PHONES.map(([name], place) => [phones[place], name]);
  const group = await makeGroup(therapist, setup, {
    name: 'حلقهٔ شنبه',
    facilitator: [facilitator, 'Leila'],
    members: members.slice(0, 2),
  });
  // The first two agree to it; the others read and sign on entering.
  await adopt(phones[0], group, 'confidence');
  await time.pass(60);
  await adopt(phones[0], group, 'passing');
  await agreeToAll(phones[1], group);
  await sign(phones[0], group);
  await sign(phones[1], group);
  await makeMembers(therapist, group, members.slice(2));
  for (const name of WITHOUT) {
    await therapist.goTo(`${group}/members`);
    await therapist.page.fill('#name', name);
    await therapist.follow('form[action$="/members"] button');
  }
  return group;
}

// By one tap from home; a member who has not signed the charter reads and signs it on entering.
export async function enters(person, signs) {
  await person.goTo('/');
  await person.follow('form[action$="/attendance"] button');
  if (!signs) return;
  await person.follow('form[action$="/signatures"] button.primary');
  await person.follow('form[action$="/attendance"] button');
}

// On their phone: how they feel on arriving, with a word, also for the therapist if they wish. Without a value they pass.
export async function checksIn({ page }, value, { word = '', shared = false } = {}) {
  if (value === undefined) {
    await page.click('#mood button[name=pass]');
  } else {
    await page.click(`#mood .at-${value}`);
    await page.fill('#mood-word', word);
    if (shared) await page.check('#mood input[name=share]');
    await page.click('#mood .acts button >> nth=0');
  }
  await until(() => page.isVisible('.check-in.said'), 'it is kept');
}

// At a console, for a member without a phone.
export async function checkInFor(staff, name, value, live) {
  const row = `#roll li:has(bdi:text-is("${name}"))`;
  await staff.page.click(`${row} summary`);
  await staff.press(`${row} a[href*="/check-in/"]`);
  await staff.page.click(`#mood .at-${value}`);
  await staff.press('#mood .acts button >> nth=0');
  await staff.goTo(live);
}

export async function isHere(consoles, name) {
  await consoles[0].page.click(`#roll li:has(bdi:text-is("${name}")) > form button`);
  for (const { page } of consoles) await until(() => page.isVisible(`#roll li.present:has(bdi:text-is("${name}"))`), `${name} is here`);
}

// Returns the wall's path.
export async function opensWall(staff, live) {
  await staff.page.click('.rail a[href="#wall"]');
  await staff.page.click('#wall form[action$="/wall"] button');
  await staff.page.waitForSelector('#link', { state: 'attached' });
  const wall = new URL(await staff.page.inputValue('#link')).pathname;
  await staff.goTo(live);
  return wall;
}

// A correction by hand: when a turn ended, in seconds since the session began.
export async function setsRight(staff, session, name, until) {
  await staff.goTo(`${session}/voices`);
  const row = `.turns > li:has(bdi:text-is("${name}"))`;
  await staff.page.click(`${row} summary`);
  await staff.page.fill(`${row} input[name=until]`, `${Math.floor(until / 60)}:${String(until % 60).padStart(2, '0')}`);
  await staff.follow(`${row} .turn-form button`);
}
