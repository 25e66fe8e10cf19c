// From an empty charter to its second version: four members with phones (one of them reads English), a therapist at a
// desk, and a fifth member who joins later. Each step stands on the ones before it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { adopt, agreeToAll, answer, articles, begin, changes, charterOf, fillProposal, printed, propose, reword, sign, signatures, withdraw } from './lib/charter.mjs';
import { House } from './lib/house.mjs';
import { shape } from './lib/looks.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { admitAll, formGroup, found, invite, join } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';

let browser, house, mina, maryam, reza, kian, sara, noor;
let group, late, silence;

before(async () => {
  [browser, house] = await Promise.all([launch(), House.open()]);
  mina = await Person.come(browser, house);
  for (const [name, language] of [['maryam', 'fa'], ['reza', 'fa'], ['kian', 'fa'], ['sara', 'en'], ['noor', 'fa']]) {
    const person = await Person.come(browser, house, { screen: PHONE, language });
    ({ maryam, reza, kian, sara, noor } = { maryam, reza, kian, sara, noor, [name]: person });
  }
});

after(async () => {
  await browser?.close();
  await house?.close();
});

const four = () => [maryam, reza, kian, sara];
const step = story(() => [mina, ...four(), noor]);
const content = async ({ page }) => page.textContent('main');

step('a group of four has no charter yet, and is invited to write one', async () => {
  await found(mina, house.links()[0]);
  group = await formGroup(mina, 'حلقهٔ شنبه', '۸');
  const link = await invite(mina, group, 'member', '۴');
  for (const [person, name] of [[maryam, 'مریم'], [reza, 'رضا'], [kian, 'کیان'], [sara, 'Sara K.']]) await join(person, link, name);
  await admitAll(mina, group, 4);
  for (const person of [mina, ...four()]) {
    await person.goTo(charterOf(group));
    assert.equal((await articles(person)).length, 0);
    // Eight articles that other groups began with, in the reader's own language.
    const starters = await person.page.$$eval('form input[name=starter]', (all) => all.length);
    assert.equal(starters, 8);
    assert.match(await content(person), person === sara ? /What is said here stays here/ : /همین‌جا می‌ماند/);
  }
});

step('members and the therapist propose seven articles, in both languages', async () => {
  await adopt(maryam, group, 'confidence');
  await adopt(sara, group, 'passing');
  late = await propose(reza, group, 'سر وقت می‌آییم. پس از ده دقیقه در بسته است.', 'وقتی در باز می‌شود رشتهٔ حرفم پاره می‌شود.');
  await propose(kian, group, 'حرف هم را قطع نمی‌کنیم.');
  await propose(sara, group, 'We say what we feel, also when it is hard.');
  silence = await propose(mina, group, 'گوشی‌ها در جلسه خاموش است.');
  const never = await propose(maryam, group, 'هیچ‌کس هیچ‌وقت غایب نمی‌شود.');
  await withdraw(maryam, never);
  assert.match(await maryam.text('.head .chip'), /پس گرفته شده/);
  await maryam.goTo(charterOf(group));
  assert.equal(await maryam.page.locator('#draft .rows > li').count(), 6);
  // A starter article is each reader's own language; people's words stay as written.
  for (const [person, words] of [[reza, /هر کس، هر وقت، می‌تواند رد شود/], [sara, /Everyone may pass, always/]]) {
    await person.goTo(charterOf(group));
    assert.match(await content(person), words);
    assert.match(await content(person), /We say what we feel/);
  }
});

step('what is answered opens for all together, and staff have no answer', async () => {
  await answer(sara, late, 'concern', 'My shift ends at six.');
  await answer(kian, late, 'cannot', 'دو بار پشت در ماندم.');
  for (const person of [maryam, reza, mina]) {
    await person.goTo(late);
    assert.doesNotMatch(await content(person), /shift ends at six|پشت در ماندم/);
    assert.equal(await person.page.locator('.seats .avatar.open').count(), 1, 'three of four have answered: its author has');
  }
  assert.equal(await mina.page.locator('#answer-agree').count(), 0);
  await mina.follow('form[action$="/opening"] button');
  for (const person of [maryam, reza, mina]) {
    await person.goTo(late);
    assert.match(await content(person), /My shift ends at six[^]*دو بار پشت در ماندم/);
  }
});

step('after a concern two articles get other words, and everybody is asked once more', async () => {
  await reword(reza, late, 'سر وقت می‌آییم؛ هر که دیر رسید آرام وارد می‌شود.');
  assert.match(await content(reza), /پس از ده دقیقه در بسته است/, 'the earlier wording stays readable');
  await answer(kian, silence, 'concern', 'دخترم گاهی زنگ می‌زند.');
  await answer(sara, silence, 'concern', 'I am on call.');
  await reword(sara, silence, 'گوشی‌ها بی‌صداست، مگر کسی منتظر تماسی باشد.');
  // Somebody who still has the earlier wording on their screen is refused kindly, and loses nothing.
  await reza.goTo(silence);
  await reword(kian, silence, 'گوشی‌ها بی‌صداست؛ هر که منتظر تماسی است می‌گوید.');
  reza.expects(/status of 409 /);
  await reza.page.check('#answer-concern');
  await reza.page.fill('#words', 'پس ساعت را چطور ببینیم؟');
  await reza.follow('form[action$="/answers"] button.primary');
  assert.equal(await reza.page.inputValue('#words'), 'پس ساعت را چطور ببینیم؟');
  assert.equal(await reza.page.locator('input[name=answer]:checked').count(), 0, 'to other words it would be another answer');
  assert.match(await content(reza), /هر که منتظر تماسی است می‌گوید/);
});

step('once all four agree to all six, it is ratified at once', async () => {
  // Who wrote the words agrees to them: reza to the one, kian to the other.
  assert.equal(await agreeToAll(maryam, group), 5);
  assert.equal(await agreeToAll(reza, group), 5);
  assert.equal(await agreeToAll(kian, group), 4);
  await sara.goTo('/');
  await sara.follow('a[href$="#draft"]');
  assert.equal((await articles(sara)).length, 0, 'not before the last answer');
  assert.equal(await agreeToAll(sara, group), 4);
  const expected = [/همین‌جا می‌ماند/, /می‌تواند رد شود/, /هر که دیر رسید آرام وارد می‌شود/, /قطع نمی‌کنیم/, /what we feel/, /می‌گوید/];
  await maryam.goTo(charterOf(group));
  const stands = await articles(maryam);
  assert.equal(stands.length, 6);
  expected.forEach((words, place) => assert.match(stands[place], words));
});

step('each signs by the name they have here', async () => {
  for (const person of four()) {
    await person.goTo('/');
    await person.follow('.next-step a.button.primary');
    await sign(person, group);
  }
  await sign(mina, group);
  assert.deepEqual(await signatures(mina), ['مریم', 'رضا', 'کیان', 'Sara K.', 'دکتر مینا راد']);
});

step('a fifth joins by link, reads and signs', async () => {
  await join(noor, await invite(mina, group, 'member', '۱'), 'نور');
  await admitAll(mina, group, 1);
  await mina.goTo(charterOf(group));
  assert.match(await content(mina), /هنوز امضا نکرده‌اند[^]*نور/, 'the therapist sees who has not yet');
  await maryam.goTo(charterOf(group));
  assert.doesNotMatch(await content(maryam), /هنوز امضا نکرده‌اند/);
  await noor.goTo('/');
  await noor.follow('.next-step a.button.primary');
  assert.equal((await articles(noor)).length, 6);
  await sign(noor, group);
  assert.ok((await signatures(noor)).includes('نور'));
});

step('two change one article at once: no text is lost, and the second sees both', async () => {
  await begin(noor, group, 3, 'change');
  await begin(kian, group, 3, 'change');
  const [hers, his] = ['سر وقت می‌آییم؛ هر که دیر رسید خوش آمده است.', 'سر وقت می‌آییم؛ هر که دیر می‌رسد خبر می‌دهد.'];
  late = await fillProposal(noor, hers, 'من همیشه دیر می‌رسم.');
  kian.expects(/status of 409 /);
  await kian.page.fill('#text', his);
  await kian.page.fill('#reason', 'تا نگران نشویم.');
  await kian.follow('form.form button.primary');
  assert.ok((await kian.text('.proposed')).includes('خوش آمده است'), 'hers is there to be read');
  assert.equal(await kian.page.inputValue('#reword textarea'), his, 'his is in its field');
  assert.equal(await kian.page.inputValue('#comment'), 'تا نگران نشویم.', 'and so is why');
  const both = 'سر وقت می‌آییم؛ هر که دیر می‌رسد خبر می‌دهد و خوش آمده است.';
  await kian.page.fill('#reword textarea', both);
  await kian.follow('#reword form button');
  assert.equal(kian.path(), late);
  assert.ok((await content(kian)).includes(hers), 'her words stay readable');
  assert.equal((await kian.page.locator('.wording del').allTextContents()).join('').includes('آرام'), true);
});

step('the amendment and a removal make version 2', async () => {
  await begin(sara, group, 4, 'remove');
  await fillProposal(sara, undefined, 'Article two says it already.');
  for (const person of [...four(), noor]) await agreeToAll(person, group);
  for (const person of [mina, ...four(), noor]) {
    await person.goTo(charterOf(group));
    assert.equal((await articles(person)).length, 5);
    assert.match(await person.text('.head .chip'), person === sara ? /2/ : /۲/);
  }
});

step('everybody is asked again, shown only what changed, and signs', async () => {
  for (const person of [...four(), noor, mina]) {
    await person.goTo(charterOf(group));
    const shown = await changes(person);
    assert.equal(shown.length, 2);
    assert.match(shown[0].new, /خبر می‌دهد/);
    assert.match(shown[1].gone, /قطع نمی‌کنیم/);
    await sign(person, group);
  }
  assert.equal((await signatures(mina)).length, 6);
  for (const person of [maryam, sara]) {
    await person.goTo(`${charterOf(group)}/versions/1`);
    assert.equal((await articles(person)).length, 6, 'an earlier version is as it was');
    assert.equal((await signatures(person)).length, 6);
    await person.goTo(`${charterOf(group)}/versions/2`);
    assert.equal(await person.page.locator('.became > li').count(), 6, 'what stayed, what changed, what left');
  }
});

step('on paper it is one page with all names, from right to left in Persian', async () => {
  for (const person of [mina, maryam, sara]) {
    await person.goTo(charterOf(group));
    await person.follow('a[href$="/charter/print"]');
    await person.page.emulateMedia({ media: 'print' });
    await shape(person.page, person.language);
    assert.equal(await person.page.evaluate(() => getComputedStyle(document.querySelector('.sheet')).direction), person.language === 'fa' ? 'rtl' : 'ltr');
    const visible = await person.page.$$eval('body :is(a, button)', (all) => all.filter((one) => one.checkVisibility()).length);
    assert.equal(visible, 0, 'nothing that can only be pressed');
    assert.deepEqual([(await articles(person)).length, (await signatures(person)).length], [5, 6]);
    assert.equal(await printed(person), 1);
    await person.page.emulateMedia({ media: 'screen' });
  }
});

step('nobody met an error, a refused script or another host', () => {
  for (const person of [mina, ...four(), noor]) person.isCalm();
});
