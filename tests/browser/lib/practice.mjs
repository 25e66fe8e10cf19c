// From the setup link to a group with members.
import assert from 'node:assert/strict';

export const PASSPHRASE = 'چهار فانوس کنار رودخانه';

export async function found(person, link) {
  await person.goTo(link);
  const { page } = person;
  await page.fill('#practice', 'مرکز نسیم');
  await page.check('input[name=calendar][value=jalali]');
  await page.selectOption('#time_zone', 'Asia/Tehran');
  await page.fill('#name', 'دکتر مینا راد');
  await page.fill('#email', 'mina@example.org');
  await page.fill('#passphrase', PASSPHRASE);
  await person.follow('main form button.primary');
  assert.equal(person.path(), '/');
}

// Returns the group's path.
export async function formGroup(person, name, seats) {
  await person.goTo('/groups/new');
  await person.page.fill('#name', name);
  await person.page.fill('#purpose', 'با هم یاد می‌گیریم کمک بخواهیم');
  await person.page.fill('#capacity', seats);
  await person.follow('form[action="/groups"] button.primary');
  return person.path();
}

// Returns the link, as it is handed to the person who is invited.
export async function invite(person, group, role, seats) {
  await person.goTo(`${group}/invitations`);
  await person.page.check(`input[name=role][value=${role}]`);
  await person.page.fill('#seats', seats);
  await person.follow('form[action$="/invitations"] button.primary');
  return person.page.inputValue('#link');
}

// Returns the user name that the person is asked to keep.
export async function join(person, link, name) {
  await person.goTo(link);
  await person.page.fill('#name', name);
  await person.page.fill('#passphrase', PASSPHRASE);
  await person.follow('main form button.primary');
  const kept = (await person.text('#kept')).trim();
  await person.follow('main form[action$="/recovery-word/confirmation"] button');
  return kept;
}

export async function admitAll(person, group, count) {
  await person.goTo(`${group}/members`);
  for (let waiting = count; waiting > 0; waiting -= 1) {
    assert.equal(await person.page.locator('form[action$="/admission"]').count(), waiting);
    await person.follow('form[action$="/admission"] button');
  }
}

// All of it is typed, the day in the reader's calendar. Returns the session's path.
export async function schedule(person, group, { day, month, year, time, minutes }) {
  await person.goTo(`${group}/sessions/new`);
  await person.page.fill('#date', `${year}/${month}/${day}`);
  await person.page.fill('#time', time);
  await person.page.fill('#minutes', minutes);
  await person.follow('form[action$="/sessions"] button.primary');
  return person.path();
}

export async function signIn(person, name, passphrase) {
  await person.goTo('/sign-in');
  await person.page.fill('#name', name);
  await person.page.fill('#passphrase', passphrase);
  await person.follow('form[action="/sign-in"] button.primary');
}

// A link from staff, or from the demo: a button on its page signs in; opening it does not.
export async function useLink(person, link) {
  await person.goTo(link);
  await person.follow('main form button.primary');
}
