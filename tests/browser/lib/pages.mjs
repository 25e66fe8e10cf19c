// Every page of the demo: which role opens it, and its address. The walk also reaches pages behind a form.
import { connected } from './live.mjs';
import { Person, PHONE } from './person.mjs';
import { useLink } from './practice.mjs';
import { keep } from './served.mjs';

// The demo's therapist and facilitator on desktop screens, and one of its members on a phone in the live session.
export async function inDemoSession(browser, app) {
  const [forTherapist, forFacilitator, forMember] = app.links();
  const nasrin = await Person.open(browser, app);
  const leila = await Person.open(browser, app);
  const maryam = await Person.open(browser, app, { screen: PHONE });
  await useLink(nasrin, forTherapist);
  await useLink(leila, forFacilitator);
  await useLink(maryam, forMember);
  await maryam.press('form[action$="/attendance"] button');
  return { nasrin, leila, maryam, live: maryam.path() };
}

// In each language: the therapist, the facilitator and the secretary (Persian accounts, who can read English), and a member.
export async function demoPeople(browser, app, { time, ...options } = {}) {
  const [forTherapist, forFacilitator, forMember] = app.links();
  const forSecretary = app.links().at(-1);
  const come = async (link) => {
    const person = await Person.open(browser, app, options);
    await time?.hold(person);
    if (link) await useLink(person, link);
    return person;
  };
  const people = {};
  for (const [role, link] of Object.entries({
    therapist: forTherapist,
    facilitator: forFacilitator,
    member: forMember,
    secretary: forSecretary,
  })) {
    people[role] = await come(link);
  }
  people.visitor = await come();
  return people;
}

// A session's own page, or the live session; its closing has another address.
const SESSION = 'a[href^="/sessions/"]:not([href$="/closing"])';

// The addresses of the demo, found by following links: [name, role, path].
export async function places({ therapist, member }) {
  const { page } = therapist;
  await page.goto('/groups');
  const groups = await page.$$eval('ul.groups .row-main a', (links) => links.map((link) => link.getAttribute('href')));
  await page.goto(groups[1]);
  const planned = await page.getAttribute(SESSION, 'href');
  await page.goto(groups[0]);
  const sessions = await page.$$eval(SESSION, (links) => links.map((link) => link.getAttribute('href')));
  const states = { planned };
  for (const path of sessions) {
    await page.goto(path);
    if (await page.locator('form[action$="/start"]').count()) continue;
    const live = await page.locator('.hero a[href$="/live"], [data-stream]').count();
    states[live ? 'live' : 'ended'] ??= path;
  }
  await member.page.goto('/');
  const closing = await member.page.getAttribute('a[href$="/closing"]', 'href');
  const live = `${states.live.replace(/\/live$/, '')}/live`;
  const invitation = await makeInvitation(therapist, groups[0]);
  await page.goto(`${groups[0]}/year`);
  const series = await page.getAttribute('.running a', 'href');
  const charter = `${groups[0]}/charter`;
  const [change, move] = await ways(member, charter);
  const proposal = await makeProposal(member, change);
  await member.page.goto('/');
  await therapist.page.goto(`${groups[0]}/fit`);
  const fit = await therapist.page.getAttribute('a[href*="/members/"][href$="/fit"]', 'href');
  const letter = await writeLetter(therapist, groups[0]);
  return [
    ['welcome', 'visitor', '/'],
    ['sign-in', 'visitor', '/sign-in'],
    ['help', 'visitor', '/help'],
    ['join', 'visitor', invitation],
    ['not-found', 'visitor', '/nowhere'],
    ['wall-code', 'visitor', '/wall'],
    ['signed-out', 'visitor', '/signed-out'],
    ['home', 'therapist', '/'],
    ['groups', 'therapist', '/groups'],
    ['group', 'therapist', groups[0]],
    ['group-new', 'therapist', '/groups/new'],
    ['group-settings', 'therapist', `${groups[0]}/settings`],
    ['members', 'therapist', `${groups[0]}/members`],
    ['invitations', 'therapist', `${groups[0]}/invitations`],
    ['together', 'therapist', `${groups[0]}/fit`],
    ['fit', 'therapist', fit],
    ['intake-sheet', 'therapist', fit.replace(/fit$/, 'intake')],
    ['intake-contact', 'therapist', fit.replace(/fit$/, 'emergency-contact')],
    ['profile', 'therapist', `${groups[0]}/profile`],
    ['intake-member', 'member', `${groups[0]}/intake`],
    ['intake-step', 'member', `${groups[0]}/intake/focus`],
    ['session-new', 'therapist', `${groups[0]}/sessions/new`],
    ['session-time', 'therapist', `${states.planned}/time`],
    ['series-new', 'therapist', `${groups[0]}/series/new`],
    ['series', 'therapist', series],
    ['year', 'therapist', `${groups[0]}/year`],
    ['year-member', 'member', `${groups[0]}/year`],
    ['messages', 'therapist', '/messages'],
    ['letter', 'therapist', letter],
    ['messages-member', 'member', '/messages'],
    ['calendar', 'therapist', '/calendar'],
    ['calendar-member', 'member', '/calendar'],
    ['plan', 'therapist', `${states.planned}/plan`],
    ['feed', 'therapist', '/account/calendar'],
    ['feed-member', 'member', '/account/calendar'],
    ['session-planned', 'therapist', states.planned],
    ['session-running', 'therapist', live.replace(/\/live$/, '')],
    ['session-ended', 'therapist', states.ended],
    ['closing', 'therapist', `${states.ended}/closing`],
    ['closing-drafts', 'therapist', `${states.ended}/closing/drafts`],
    ['step-up', 'therapist', `/step-up?back=${states.ended}/private-notes`],
    ['closing-member', 'member', closing],
    ['closing-print', 'member', `${closing}/print`],
    ['charter', 'therapist', charter],
    ['charter-version', 'therapist', `${charter}/versions/1`],
    ['charter-print', 'therapist', `${charter}/print`],
    ['proposal', 'therapist', proposal],
    ['practice', 'therapist', '/practice'],
    ['practice-help', 'therapist', '/practice/help'],
    ['account', 'therapist', '/account'],
    ['desk', 'secretary', '/practice/times'],
    ['desk-year', 'secretary', `${groups[0]}/year`],
    ['desk-session', 'secretary', `${states.planned}/time`],
    ['desk-session-was', 'secretary', `${states.ended}/time`],
    ['desk-invitations', 'secretary', `${groups[0]}/invitations`],
    ['desk-slips', 'secretary', `${states.planned}/slips`],
    ['desk-calendar', 'secretary', '/calendar'],
    ['rooms', 'secretary', '/practice/rooms'],
    ['desk-outbox', 'secretary', '/practice/outbox'],
    ['home-facilitator', 'facilitator', '/'],
    ['console', 'facilitator', live],
    ['home-member', 'member', '/'],
    ['group-member', 'member', groups[0]],
    ['charter-member', 'member', charter],
    ['charter-new', 'member', `${charter}/proposals/new`],
    ['charter-move', 'member', move],
    ['proposal-member', 'member', proposal],
    ['account-member', 'member', '/account'],
    ['phone', 'member', live],
    ['climate', 'therapist', `${groups[0]}/climate`],
    ['climate-member', 'member', `${groups[0]}/climate`],
    ['check-out', 'member', live.replace(/live$/, 'check-out')],
    ['cards', 'facilitator', live.replace(/live$/, 'cards')],
    ['sheet', 'therapist', fit.replace(/\/fit$/, '')],
    ['membership', 'facilitator', fit.replace(/fit$/, 'membership')],
    ['note', 'therapist', fit.replace(/fit$/, 'note')],
    ['shared', 'therapist', live.replace(/live$/, 'check-ins')],
  ];
}

async function makeInvitation({ page }, group) {
  await page.goto(`${group}/invitations`);
  await page.click('form[action$="/invitations"] button.primary');
  return new URL(await page.inputValue('#link')).pathname;
}

// Where a letter to a member of this group is written; one to each of them is sent.
async function writeLetter({ page }, group) {
  await page.goto('/messages');
  const all = await page.$$eval(`a[href^="${group}/"][href$="/letters/new"]`, (links) => links.map((link) => link.getAttribute('href')));
  for (const path of all) {
    await page.goto(path);
    await page.fill('#text', 'این هفته به حرفی که در جلسه زدید فکر کردم. خوب است که هستید.');
    await page.click('form.form button.primary');
  }
  return all[0];
}

// Where the first article is changed, and where the second is moved.
async function ways({ page }, charter) {
  await page.goto(charter);
  const to = async (article, act) => page.getAttribute(`.charter-articles > li:nth-child(${article}) a[href*="act=${act}"]`, 'href');
  return [await to(1, 'change'), await to(2, 'move')];
}

async function makeProposal({ page }, change) {
  await page.goto(change);
  await page.fill('#text', 'آنچه اینجا گفته می‌شود همین‌جا می‌ماند، در خانه هم.');
  await page.fill('#reason', 'خواهرم همیشه می‌پرسد چه گفتیم.');
  await page.click('form.form button.primary');
  return new URL(page.url()).pathname;
}

export async function open(person, path) {
  await person.page.goto(path);
  await keep(person);
  if (await person.page.locator('[data-connection]').count()) await connected(person);
}

// Changes the language of this page's reader, if it is another.
export async function read(person, language) {
  if ((await person.page.getAttribute('html', 'lang')) === language) return;
  await person.press('form[action="/language"] button');
  person.language = language;
}
