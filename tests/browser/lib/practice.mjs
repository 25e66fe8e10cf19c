// From the setup link to a group with members.
import assert from 'node:assert/strict';

export const PASSPHRASE = 'چهار فانوس کنار رودخانه';

const PRACTICE = { practice: 'مرکز نسیم', calendar: 'jalali', time_zone: 'Asia/Tehran', name: 'دکتر مینا راد', email: 'mina@example.org' };
const CONFIRMS = 'main form[action$="/recovery-word/confirmation"]';

// Opens a page, fills in its form and sends it.
async function fills(person, path, form, fields) {
  await person.goTo(path);
  for (const [name, value] of Object.entries(fields)) {
    const field = person.page.locator(`${form} [name=${name}]`);
    const kind = await field.first().evaluate(({ type }) => type);
    if (kind === 'radio') await person.page.check(`${form} [name=${name}][value=${value}]`);
    else if (kind === 'select-one') await field.selectOption(value);
    else await field.fill(value);
  }
  await person.follow(`${form} button.primary`);
}

export async function found(person, link) {
  await fills(person, link, 'main form', { ...PRACTICE, passphrase: PASSPHRASE });
  assert.equal(person.path(), '/');
}

const groupNamed = (name, capacity) => ({ name, purpose: 'با هم یاد می‌گیریم کمک بخواهیم', capacity });

// Returns the group's path.
export async function formGroup(person, name, seats) {
  await fills(person, '/groups/new', 'form[action="/groups"]', groupNamed(name, seats));
  return person.path();
}

// Returns the link, as it is handed to the person who is invited.
export async function invite(person, group, role, seats) {
  await fills(person, `${group}/invitations`, 'form[action$="/invitations"]', { role, seats });
  return person.page.inputValue('#link');
}

// Returns the user name that the person is asked to keep.
export async function join(person, link, name) {
  await fills(person, link, 'main form', { name, passphrase: PASSPHRASE });
  const kept = (await person.text('#kept')).trim();
  await person.follow(`${CONFIRMS} button`);
  return kept;
}

export async function admitAll(person, group, count) {
  await person.goTo(`${group}/members`);
  for (let waiting = count; waiting > 0; waiting -= 1) {
    assert.equal(await person.page.locator('form[action$="/admission"]').count(), waiting);
    await person.follow('form[action$="/admission"] button');
  }
}

// A practice with one group, for the tests of something else: made by the same forms, without showing their pages, which other tests do.
// The people, with their names, join by link and are admitted. Returns the group's path.
export async function makeGroup(therapist, setup, { name, capacity = '۸', facilitator, members = [] }) {
  await therapist.send(setup, 'main form', { ...PRACTICE, passphrase: PASSPHRASE });
  const { path: group } = await therapist.send('/groups/new', 'form[action="/groups"]', groupNamed(name, capacity));
  if (facilitator) await makeMembers(therapist, group, [facilitator], 'facilitator');
  if (members.length > 0) await makeMembers(therapist, group, members);
  return group;
}

export async function makeMembers(therapist, group, people, role = 'member') {
  const form = 'form[action$="/invitations"]';
  const { read: link } = await therapist.send(`${group}/invitations`, form, { role, seats: String(people.length) }, { read: '#link' });
  for (const [person, name] of people) await person.send(link, 'main form', { name, passphrase: PASSPHRASE }, { next: CONFIRMS });
  for (const _ of people) await therapist.send(`${group}/members`, 'form[action$="/admission"]');
}

// All of it is typed, the day in the reader's calendar. Returns the session's path.
export async function schedule(person, group, { day, month, year, time, minutes }) {
  await fills(person, `${group}/sessions/new`, 'form[action$="/sessions"]', { date: `${year}/${month}/${day}`, time, minutes });
  return person.path();
}

export async function signIn(person, name, passphrase) {
  await fills(person, '/sign-in', 'form[action="/sign-in"]', { name, passphrase });
}

// A link from staff, or from the demo: a button on its page signs in; opening it does not.
export async function useLink(person, link) {
  await person.goTo(link);
  await person.follow('main form button.primary');
}
