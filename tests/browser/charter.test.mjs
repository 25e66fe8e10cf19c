// From an empty charter to its second version: four members with phones (one of them reads English), a therapist and a facilitator on
// desktop screens, and a fifth member who joins later. The members write it in a session and amend it between two sessions. Each step
// depends on the ones before it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import {
  adopt,
  agreeToAll,
  answer,
  articles,
  begin,
  bringUp,
  changes,
  charterOf,
  choose,
  fillProposal,
  inRoom,
  printed,
  propose,
  reword,
  sign,
  signatures,
  withdraw,
} from './lib/charter.mjs';
import { App } from './lib/app.mjs';
import { connected, ends } from './lib/live.mjs';
import { shape } from './lib/looks.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { admitAll, invite, join, makeGroup, schedule } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { until } from './lib/until.mjs';

let browser, app, mina, leila, maryam, reza, kian, sara, noor;
let group, session, late, silence;

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open()]);
  [mina, leila] = await Promise.all([0, 1].map(() => Person.open(browser, app)));
  [maryam, reza, kian, sara, noor] = await Promise.all(
    ['fa', 'fa', 'fa', 'en', 'fa'].map((language) => Person.open(browser, app, { screen: PHONE, language })),
  );
});

after(async () => {
  await browser?.close();
  await app?.close();
});

const four = () => [maryam, reza, kian, sara];
const everyone = () => [mina, leila, ...four(), noor];
const step = story(everyone);
const content = ({ page }) => page.textContent('main');
const shows = (person, expected, what) => until(async () => JSON.stringify(await inRoom(person)) === JSON.stringify(expected), what);

step('a new group of four has no charter', async () => {
  const members = [
    [maryam, 'مریم'],
    [reza, 'رضا'],
    [kian, 'کیان'],
    [sara, 'Sara K.'],
  ];
  group = await makeGroup(mina, app.links()[0], { name: 'حلقهٔ شنبه', facilitator: [leila, 'لیلا'], members });
  for (const person of [mina, ...four()]) {
    await person.goTo(charterOf(group));
    assert.equal((await articles(person)).length, 0);
    // Eight starter articles of other groups, in the reader's own language.
    assert.equal(await person.page.locator('form input[name=starter]').count(), 8);
    assert.match(await content(person), person === sara ? /What is said here stays here/ : /همین‌جا می‌ماند/);
  }
});

step('their first session begins', async () => {
  session = await startSession();
  for (const person of four()) {
    await person.goTo('/');
    await person.follow('form[action$="/attendance"] button');
    assert.equal(person.path(), `${session}/live`);
  }
  await leila.goTo(`${session}/live`);
  await connected(leila, ...four());
});

async function startSession() {
  const path = await schedule(mina, group, { day: 29, month: 12, year: 1405, time: '۱۸:۳۰', minutes: '۹۰' });
  await mina.follow('form[action$="/start"] button');
  return path;
}

step('in it they propose seven articles, in both languages, and every screen shows them', async () => {
  await adopt(maryam, group, 'confidence');
  await adopt(sara, group, 'passing');
  late = await propose(reza, group, 'سر وقت می‌آییم. پس از ده دقیقه در بسته است.', 'وقتی در باز می‌شود رشتهٔ حرفم پاره می‌شود.');
  // A person who stayed on the page sees them arrive.
  for (const person of [leila, kian]) await shows(person, { articles: 0, proposals: 3 }, 'three proposals on every screen');
  assert.match(await kian.text('#charter'), /هر کس، هر وقت، می‌تواند رد شود/, 'a starter article in the reader’s language');
  await kian.look();
  await propose(kian, group, 'حرف هم را قطع نمی‌کنیم.');
  await propose(sara, group, 'We say what we feel, also when it is hard.');
  silence = await propose(mina, group, 'گوشی‌ها در جلسه خاموش است.');
  const never = await propose(maryam, group, 'هیچ‌کس هیچ‌وقت غایب نمی‌شود.');
  await shows(leila, { articles: 0, proposals: 7 }, 'seven proposals');
  await withdraw(maryam, never);
  assert.match(await maryam.text('.head .chip'), /پس گرفته شده/);
  await shows(leila, { articles: 0, proposals: 6 }, 'and six, when one is withdrawn');
  await leila.look();
  // People's words stay as written; a starter article is shown in each reader's own language.
  for (const [person, words] of [
    [reza, /هر کس، هر وقت، می‌تواند رد شود/],
    [sara, /Everyone can pass, any time/],
  ]) {
    await person.goTo(charterOf(group));
    assert.match(await content(person), words);
    assert.match(await content(person), /We say what we feel/);
  }
});

step('answers open for all at the same time, and staff have no answer', async () => {
  for (const person of [maryam, reza, mina]) await person.goTo(late);
  await answer(sara, late, 'concern', 'My shift ends at six.');
  await answer(kian, late, 'cannot', 'دو بار پشت در ماندم.');
  for (const person of [maryam, reza, mina]) {
    // Its author has answered by proposing it; the page shows the others’ answers.
    await until(async () => (await person.page.locator('.seats .avatar.open').count()) === 1, 'three of four have answered');
    assert.doesNotMatch(await content(person), /shift ends at six|پشت در ماندم/);
  }
  assert.equal(await mina.page.locator('form[aria-labelledby=your-answer]').count(), 0);
  await mina.follow('form[action$="/opening"] button');
  for (const person of [maryam, reza]) {
    await until(async () => /My shift ends at six[^]*دو بار پشت در ماندم/.test(await content(person)), 'the answers are open');
    await person.look();
  }
});

step('after a concern an article is reworded, and no one agrees to the new words by accident', async () => {
  await choose(maryam, 'agree');
  await reword(reza, late, 'سر وقت می‌آییم؛ هر کس دیر رسید آرام وارد می‌شود.');
  assert.match(await content(reza), /پس از ده دقیقه در بسته است/, 'the earlier wording stays readable');
  await until(async () => (await maryam.text('.proposed')).includes('آرام وارد می‌شود'), 'the page follows');
  assert.equal(await maryam.page.locator('input[name=answer]:checked').count(), 0, 'the choice was for other words');
  await maryam.look();
});

step('a second article is amended; a member who was writing is refused and loses no text', async () => {
  await answer(kian, silence, 'concern', 'دخترم گاهی زنگ می‌زند.');
  await answer(sara, silence, 'concern', 'I am on call.');
  await reza.goTo(silence);
  await choose(reza, 'concern');
  await reza.page.fill('#words', 'پس ساعت را چطور ببینیم؟');
  await reword(kian, silence, 'گوشی‌ها بی‌صداست؛ هر که منتظر تماسی است می‌گوید.');
  await until(async () => (await reza.text('.proposed')).includes('می‌گوید'), 'the new words come');
  assert.equal(await reza.page.inputValue('#words'), 'پس ساعت را چطور ببینیم؟', 'beside what is being written');
  reza.expects(/status of 409 /);
  await reza.follow('form[action$="/answers"] button.primary');
  assert.equal(await reza.page.locator('[role=alert]').count(), 1);
  assert.equal(await reza.page.inputValue('#words'), 'پس ساعت را چطور ببینیم؟');
  assert.equal(await reza.page.locator('input[name=answer]:checked').count(), 0, 'to other words it would be another answer');
});

step('when all four agree to all six articles, the charter is ratified at once', async () => {
  // Authors agree to their own words.
  assert.equal(await agreeToAll(maryam, group), 5);
  assert.equal(await agreeToAll(reza, group), 5);
  assert.equal(await agreeToAll(kian, group), 4);
  await sara.goTo(charterOf(group));
  assert.equal((await articles(sara)).length, 0, 'not before the last answer');
  assert.equal(await agreeToAll(sara, group), 4);
  await shows(leila, { articles: 6, proposals: 0 }, 'every screen has the charter');
  const expected = [/همین‌جا می‌ماند/, /می‌تواند رد شود/, /هر کس دیر رسید آرام وارد می‌شود/, /قطع نمی‌کنیم/, /what we feel/, /می‌گوید/];
  await maryam.goTo(charterOf(group));
  const shown = await articles(maryam);
  assert.equal(shown.length, 6);
  expected.forEach((words, place) => assert.match(shown[place], words));
});

step('each member signs with their name in the group', async () => {
  for (const person of [...four(), mina, leila]) await sign(person, group);
  const names = ['مریم', 'رضا', 'کیان', 'Sara K.', 'دکتر مینا راد', 'لیلا'].join();
  await until(async () => (await signatures(mina)).join() === names, 'the therapist sees each signature arrive');
  await leila.goTo(`${session}/live`);
});

step('an article is shown to all, each in their own language, and removed again', async () => {
  for (const person of four()) await person.goTo(`${session}/live`);
  await connected(leila, ...four());
  const together = (person, words) => until(async () => words.test(await person.text('#charter .large')), `all look at ${words}`);
  await bringUp(leila, 1);
  for (const person of [leila, ...four()]) await together(person, person === sara ? /What is said here stays here/ : /همین‌جا می‌ماند/);
  for (const person of [leila, maryam, sara]) await person.look();
  await bringUp(leila, 5);
  for (const person of four()) await together(person, /We say what we feel/);
  await bringUp(leila, 'whole');
  for (const person of four())
    await until(async () => (await person.page.locator('#charter-articles-shown > li:visible').count()) === 6, 'all of it');
  await kian.look();
  await bringUp(leila, 'nothing');
  for (const person of four())
    await until(async () => (await person.page.locator('#charter-at-hand:not([open])').count()) === 1, 'folded, at hand');
});

step('a fifth member joins by link and is asked to read and to sign on entering', async () => {
  await join(noor, await invite(mina, group, 'member', '۱'), 'نور');
  await admitAll(mina, group, 1);
  await mina.goTo(charterOf(group));
  assert.match(await content(mina), /هنوز امضا نکرده‌اند[^]*نور/, 'the therapist sees who has not signed');
  await maryam.goTo(charterOf(group));
  assert.doesNotMatch(await content(maryam), /هنوز امضا نکرده‌اند/);
  await noor.goTo('/');
  await noor.follow('form[action$="/attendance"] button');
  assert.equal((await articles(noor)).length, 6);
  assert.equal(await noor.page.locator('#compose, #charter').count(), 0, 'before entering');
  await noor.follow('form[action$="/signatures"] button.primary');
  assert.equal(noor.path(), `${session}/live`);
  await noor.follow('form[action$="/attendance"] button');
  await noor.goTo(charterOf(group));
  assert.ok((await signatures(noor)).includes('نور'));
});

step('the session ends', async () => {
  await ends(leila);
  for (const person of [reza, sara]) await until(() => person.page.isVisible('[data-ended]'), 'each screen says that it is over');
});

step('two members change one article at once: no text is lost, and the second sees both', async () => {
  await begin(noor, group, 3, 'change');
  await begin(kian, group, 3, 'change');
  const [hers, his] = ['سر وقت می‌آییم؛ هر کس دیر رسید خوش آمده است.', 'سر وقت می‌آییم؛ هر که دیر می‌رسد خبر می‌دهد.'];
  late = await fillProposal(noor, hers, 'من همیشه دیر می‌رسم.');
  kian.expects(/status of 409 /);
  await kian.page.fill('#text', his);
  await kian.page.fill('#reason', 'تا نگران نشویم.');
  await kian.follow('form.form button.primary');
  assert.ok((await kian.text('.proposed')).includes('خوش آمده است'), 'her text can be read');
  assert.equal(await kian.page.inputValue('#reword textarea'), his, 'his text is in its field');
  assert.equal(await kian.page.inputValue('#comment'), 'تا نگران نشویم.', 'and so is the reason');
  await kian.page.fill('#reword textarea', 'سر وقت می‌آییم؛ هر که دیر می‌رسد خبر می‌دهد و خوش آمده است.');
  await kian.page.click('#reword form button');
  await until(() => kian.page.isVisible('dialog#unsent'), 'it asks about the comment, which would be left behind');
  await kian.follow('dialog#unsent [value=leave]');
  assert.equal(kian.path(), late);
  assert.ok((await content(kian)).includes(hers), 'her words stay readable');
  assert.ok((await kian.page.locator('.wording del').allTextContents()).join('').includes('آرام'));
});

step('the amendment and a removal make version 2', async () => {
  await begin(sara, group, 4, 'remove');
  await fillProposal(sara, undefined, 'Article two says it already.');
  await maryam.goTo('/');
  await maryam.follow('.next-step a.button.primary');
  for (const person of [...four(), noor]) await agreeToAll(person, group);
  for (const person of [mina, ...four(), noor]) {
    await person.goTo(charterOf(group));
    assert.equal((await articles(person)).length, 5);
    assert.match(await person.text('.head .chip'), person === sara ? /2/ : /۲/);
  }
});

step('every member is asked again and sees only what changed', async () => {
  for (const person of [sara, noor, mina, leila]) {
    await person.goTo(charterOf(group));
    const shown = await changes(person);
    assert.equal(shown.length, 2);
    assert.match(shown[0].new, /خبر می‌دهد/);
    assert.match(shown[1].gone, /قطع نمی‌کنیم/);
    await sign(person, group);
  }
  await maryam.goTo('/');
  await maryam.follow('.next-step a.button.primary');
  await sign(maryam, group);
});

step('on entering the next session one member signs and one takes part without signing', async () => {
  session = await startSession();
  for (const person of [reza, kian]) {
    await person.goTo('/');
    await person.follow('form[action$="/attendance"] button');
    assert.equal(await person.page.locator('.became > li').count(), 2, 'what changed, here too');
  }
  await reza.follow('form[action$="/signatures"] button.primary');
  assert.equal(await reza.page.locator('a[href$="/charter"]:visible').count(), 0, 'a member who has signed is asked nothing');
  await kian.follow('form:has(input[name=sits_in]) button');
  assert.equal(kian.path(), `${session}/live`);
  await mina.goTo(session);
  assert.match(await content(mina), /بدون امضای منشور آمدند[^]*کیان/, 'staff see who attended');
  await kian.follow('.note a[href$="/charter"]');
  await sign(kian, group);
  await mina.goTo(charterOf(group));
  assert.equal((await signatures(mina)).length, 7);
});

step('versions stay unchanged and can be compared', async () => {
  for (const person of [maryam, sara]) {
    await person.goTo(`${charterOf(group)}/versions/1`);
    assert.deepEqual([(await articles(person)).length, (await signatures(person)).length], [6, 7]);
    await person.goTo(`${charterOf(group)}/versions/2`);
    assert.equal(await person.page.locator('.became > li').count(), 6, 'unchanged, changed and removed articles');
  }
});

step('the printed charter is one page with all names, from right to left in Persian', async () => {
  for (const person of [mina, maryam, sara]) {
    await person.goTo(charterOf(group));
    await person.follow('a[href$="/charter/print"]');
    await person.page.emulateMedia({ media: 'print' });
    await shape(person.page, person.language);
    assert.equal(
      await person.page.evaluate(() => getComputedStyle(document.querySelector('.sheet')).direction),
      person.language === 'fa' ? 'rtl' : 'ltr',
    );
    const visible = await person.page.$$eval('body :is(a, button)', (all) => all.filter((one) => one.checkVisibility()).length);
    assert.equal(visible, 0, 'nothing that can only be pressed');
    assert.deepEqual([(await articles(person)).length, (await signatures(person)).length], [5, 7]);
    assert.equal(await printed(person), 1);
    await person.page.emulateMedia({ media: 'screen' });
  }
});

step('no person met an error, a refused script or another host', () => {
  for (const person of everyone()) person.isCalm();
});
