// Ninety minutes of eight members, led from two consoles with a clock that the test holds: six with phones in two languages, two
// without; one arrives late. The test computes the consoles' figures of the voices again, from their definition. Each step depends on
// the ones before it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './lib/browser.mjs';
import { bringUp } from './lib/charter.mjs';
import { checkInFor, checksIn, enters, gathered, isHere, opensWall, PHONES, setsRight, WITHOUT } from './lib/live_group.mjs';
import { App } from './lib/app.mjs';
import { tabTo, untouched, watchPointer } from './lib/keys.mjs';
import { Ledger } from './lib/ledger.mjs';
import { connected, ends, goOffline, ideasOf, log, outboxOf, share, stateOf } from './lib/live.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { schedule } from './lib/practice.mjs';
import { story } from './lib/steps.mjs';
import { Time } from './lib/time.mjs';
import { until } from './lib/until.mjs';
import { agree, clockOf, clocksShow, floorOf, handsOf, number, queueIs, seat, seconds, speaksAt, stageIs } from './lib/voices.mjs';
import { goesTo, isAt, seesMore } from './lib/work.mjs';

const CUT = /net::ERR_/;
let browser, app, mina, leila, wall, phones;
let group, session, live, ledger, roundAt;
const time = new Time('2027-03-20T14:40:00Z');

before(async () => {
  [browser, app] = await Promise.all([launch(), App.open({ time })]);
  mina = await Person.open(browser, app);
  leila = await Person.open(browser, app, { language: 'en' });
  wall = await Person.open(browser, app);
  phones = await Promise.all(PHONES.map(([, language]) => Person.open(browser, app, { screen: PHONE, language })));
  await time.hold(mina);
  await time.hold(leila, 12_000);
  await time.hold(wall);
  for (const [place, [, , wrong]] of PHONES.entries()) await time.hold(phones[place], wrong);
});

after(async () => {
  await browser?.close();
  await app?.close();
});

const everyone = () => [mina, leila, ...phones, wall];
const consoles = () => [leila, mina];
const screens = () => [leila, mina, ...phones.slice(0, 5), wall];
const phoneOf = (name) => phones[PHONES.findIndex(([one]) => one === name)];
const step = story(everyone);
// The key of a person's seat.
const keyOf = async ({ page }, name) => `Digit${await page.getAttribute(seat(name), 'data-seat')}`;
const taps = ({ page }, name) => page.click(seat(name));

async function moves(to) {
  ledger.speaks(to);
  await speaksAt(consoles(), to ?? null);
}

step('a group with a charter and eight members, two of them without a phone', async () => {
  for (const person of everyone()) person.hurries = true;
  group = await gathered({ therapist: mina, facilitator: leila, phones, time, link: app.links()[0] });
  session = await schedule(leila, group, { day: 20, month: 3, year: 2027, time: '18:30', minutes: '90' });
  live = `${session}/live`;
});

step('arrive: they enter by one tap, and say how they feel, or pass', async () => {
  await time.pass(20 * 60);
  await leila.goTo(session);
  await leila.follow('form[action$="/start"] button');
  ledger = new Ledger(time, [...PHONES.map(([name]) => name), ...WITHOUT]);
  ledger.staff.add('دکتر مینا راد').add('Leila');
  await leila.goTo(live);
  await mina.goTo(live);
  for (const [place, person] of phones.slice(0, 5).entries()) {
    await enters(person, place > 1);
    await until(() => person.page.isVisible('#mood'), 'they are asked about their mood');
  }
  ledger.enters(...PHONES.slice(0, 5).map(([name]) => name));
  await connected(leila, mina, ...phones.slice(0, 5));
  const [maryam, reza, sara] = phones;
  await checksIn(maryam, 6, { word: 'امیدوار', shared: true });
  await checksIn(sara, 8, { word: 'tired' });
  await checksIn(reza);
  await time.pass(60);
  for (const name of WITHOUT) await isHere(consoles(), name);
  ledger.enters(...WITHOUT);
  await checkInFor(mina, 'باران', 4, live);
  await wall.page.goto(await opensWall(mina, live));
  await connected(mina);
  await stageIs(screens(), 'arrive');
  await time.pass(75);
  await clocksShow(screens(), 135);
  await agree(consoles(), ledger);
});

step('open: an article of the charter is shown on every screen, each in its language', async () => {
  await time.pass(165);
  await leila.page.keyboard.press('KeyN');
  await stageIs(screens(), 'open');
  await bringUp(leila, 1);
  for (const person of phones.slice(0, 5))
    await until(
      async () => (person.language === 'en' ? /What is said here stays here/ : /همین‌جا می‌ماند/).test(await person.text('#charter .large')),
      'all look at it',
    );
  await until(async () => /همین‌جا می‌ماند/.test(await wall.text('#wall-main')), 'the wall too');
  await time.pass(40);
  await bringUp(leila, 'nothing');
  for (const person of phones.slice(0, 5)) await until(() => person.page.isVisible('#charter-at-hand:not([open])'), 'folded, at hand');
  await time.pass(200);
  await clocksShow(screens(), 240);
});

step('round: the floor moves by tap and by number key; hands are raised, in one order on both consoles', async () => {
  await mina.page.click('[data-next]');
  roundAt = time.now;
  await stageIs(screens(), 'round');
  for (const { page } of consoles()) await until(() => page.isVisible('#round-end'), 'a round has begun with its stage');
  await time.pass(10);
  await taps(leila, 'مریم');
  await moves('مریم');
  for (const person of phones.slice(0, 5)) await until(async () => /مریم/.test(await person.text('#voices')), 'the phones say who speaks');
  await time.pass(65);
  await agree(consoles(), ledger);
  await leila.page.keyboard.press(await keyOf(leila, 'رضا'));
  await moves('رضا');
  await time.pass(20);
  const raised = [
    ['Sara K.', 'new'],
    ['Daniel', 'reply'],
    ['مریم', 'new'],
  ];
  const queue = [];
  for (const [name, kind] of raised) {
    if (kind === 'reply') await seesMore(phoneOf(name), '#hand-reply');
    await phoneOf(name).page.click(kind === 'reply' ? '#hand-reply button' : '#hand-up button');
    queue.push(name);
    await queueIs(consoles(), ...queue);
    await time.pass(10);
  }
  for (const person of consoles())
    await until(
      async () =>
        JSON.stringify(await handsOf(person)) ===
        JSON.stringify([
          ['Sara K.', 30],
          ['Daniel', 20],
          ['مریم', 10],
        ]),
      'least heard first, then longest waiting',
    );
  await agree(consoles(), ledger);
  for (const person of [leila, mina, phoneOf('رضا'), phoneOf('Sara K.'), wall]) {
    person.hurries = false;
    await person.look();
  }
});

step('a hand is lowered when it is called; a pause is silence; staff time is separate', async () => {
  await mina.page.click('.hands > li >> nth=0 >> button[data-floor]');
  await moves('Sara K.');
  await queueIs(consoles(), 'Daniel', 'مریم');
  await until(async () => (await phoneOf('Sara K.').page.locator('#hand-down').count()) === 0, 'her hand is down');
  await time.pass(95);
  await leila.page.keyboard.press('Space');
  await moves();
  await time.pass(30);
  await agree(consoles(), ledger);
  await taps(mina, 'دکتر مینا راد');
  await moves('دکتر مینا راد');
  await time.pass(25);
  await leila.page.keyboard.press(await keyOf(leila, 'Daniel'));
  await moves('Daniel');
  await queueIs(consoles(), 'مریم');
  await time.pass(100);
  await agree(consoles(), ledger);
});

step('one member passes, one gets a kind word, and only they see it', async () => {
  const noor = phoneOf('نور');
  await leila.page.click('.rail a[href="#kind-word"]');
  await leila.page.selectOption('#nudge-whom', { label: 'نور' });
  await leila.page.click('#nudge button[name=kind] >> nth=0');
  await until(() => noor.page.isVisible('.kind-word'), 'the kind word came');
  for (const person of phones.slice(0, 4)) assert.equal(await person.page.locator('.kind-word').count(), 0);
  await noor.page.click('.kind-word button');
  await until(async () => (await noor.page.locator('.kind-word').count()) === 0, 'answered');
  await noor.page.click('#pass button');
  await until(() => noor.page.isVisible('#pass-back'), 'passing is taken');
  for (const { page } of consoles())
    await until(async () => /passed|رد شد/.test(await page.textContent('.seat:has(bdi:text-is("نور")) .seat-time')), 'the members know');
  await time.pass(15);
});

step('a late member is measured from their arrival', async () => {
  const tomas = phoneOf('Tomás');
  await enters(tomas, true);
  await connected(tomas);
  ledger.enters('Tomás');
  for (const { page } of consoles())
    await until(async () => /1\d|۱[۰-۹]/.test(await page.textContent('#roll li.present:has(bdi:text-is("Tomás")) small')), 'how late');
  await time.pass(45);
  await agree(consoles(), ledger);
  await clocksShow([...screens(), tomas], (time.now - roundAt) / 1_000);
});

step('a mistaken turn is undone completely, and a turn is corrected afterwards', async () => {
  await leila.page.keyboard.press(await keyOf(leila, 'حمید'));
  await speaksAt(consoles(), 'حمید');
  await time.pass(4);
  await leila.page.keyboard.press('KeyZ');
  await speaksAt(consoles(), 'Daniel');
  await agree(consoles(), ledger);
  await leila.page.keyboard.press(await keyOf(leila, 'باران'));
  await moves('باران');
  await time.pass(40);
  await mina.page.click('#floor-bar [data-now-speaking] [data-pause]');
  await moves();
  // Reza had stopped ten seconds before the tap.
  const turn = ledger.turns.find(({ name }) => name === 'رضا');
  turn.until -= 10_000;
  await setsRight(mina, session, 'رضا', (turn.until - ledger.start) / 1_000);
  await mina.goTo(live);
  await connected(mina);
  await agree(consoles(), ledger);
});

step('the console by keys alone: floor, stage, board, idea, undo, a line backstage, and the shortcut sheet', async () => {
  const { page } = leila;
  const { keyboard } = page;
  await watchPointer(leila);
  // Once closes the drawer that is open, once more leaves the control that opened it.
  await keyboard.press('Escape');
  await until(() => page.evaluate(() => document.activeElement.hash === '#kind-word'), 'the focus is back');
  await keyboard.press('Escape');
  for (const name of ['نور', 'Tomás']) {
    await keyboard.press(await keyOf(leila, name));
    await moves(name);
    await time.pass(35);
  }
  await keyboard.press('Space');
  await moves();
  await keyboard.press('?');
  assert.ok(await page.isVisible('dialog#shortcuts'));
  await keyboard.press('Escape');
  assert.ok(await page.isHidden('dialog#shortcuts'));
  for (const stage of ['explore', 'brainstorm']) {
    await keyboard.press('KeyN');
    await stageIs(screens(), stage);
    await time.pass(60);
  }
  await tabTo(leila, '#question');
  await keyboard.type('How do we ask for help?');
  await tabTo(leila, 'input[name=kind]');
  await tabTo(leila, '#begin button');
  await untouched(leila);
  await keyboard.press('Enter');
  await until(() => page.isVisible('#compose'), 'the board is there');
  await connected(leila);
  await watchPointer(leila);
  await until(() => page.evaluate(() => document.activeElement.id === 'idea'), 'the field has the focus');
  await log(leila, 'Say it in a letter first', (await keyOf(leila, 'حمید')).replace('Digit', ''));
  for (const person of [...consoles(), ...phones])
    await until(async () => (await ideasOf(person)).map(({ text }) => text).join() === 'Say it in a letter first', 'logged');
  assert.match(await page.textContent('#ideas .by'), /حمید/);
  await keyboard.press('Alt+KeyZ');
  await until(() => page.isVisible('#ideas > li.withdrawn'), 'taken back');
  await keyboard.press(`Alt+Shift+${await keyOf(leila, 'Daniel')}`);
  await moves('Daniel');
  await time.pass(15);
  await keyboard.press('Escape');
  await keyboard.press('Space');
  await moves();
  await tabTo(leila, '.rail a[href="#backstage-tool"]');
  await keyboard.press('Enter');
  await tabTo(leila, '#backstage-line');
  await keyboard.type('Stay with shame before solutions');
  await keyboard.press('Enter');
  await until(async () => /Stay with shame/.test(await mina.text('#backstage-lines')), 'the other console shows it');
  for (const person of [...phones, wall]) assert.doesNotMatch(await person.page.content(), /Stay with shame/);
  await untouched(leila);
  await page.evaluate(() => document.activeElement.blur());
  await agree(consoles(), ledger);
});

step('a console and a phone without a network, and a server that dies meanwhile: each entry arrives once, with its time', async () => {
  const sara = phoneOf('Sara K.');
  for (const person of everyone()) person.expects(CUT, /Failed to fetch/);
  await goOffline(leila);
  await goOffline(sara);
  await leila.page.keyboard.press(`Shift+${await keyOf(leila, 'Daniel')}`);
  ledger.speaks('Daniel');
  await time.pass(60);
  await until(
    async () => JSON.stringify(await floorOf(leila)) === JSON.stringify({ who: 'Daniel', since: 60 }),
    'what is tapped counts at once',
  );
  await agree([leila], ledger);
  await sara.page.click('#hand-up button[value=new]');
  await share(sara, 'From the tunnel');
  const raisedAt = time.now;
  await time.pass(45);
  await leila.page.keyboard.press('Slash');
  await log(leila, 'Without a network');
  await leila.page.keyboard.press('Escape');
  await leila.page.keyboard.press(`Shift+${await keyOf(leila, 'باران')}`);
  ledger.speaks('باران');
  await time.pass(30);
  await app.kill();
  await share(phoneOf('مریم'), 'در میان قطعی');
  await mina.page.click('.rail a[href="#backstage-tool"]');
  await mina.page.fill('#backstage-line', 'هنوز اینجا هستم');
  await mina.page.press('#backstage-line', 'Enter');
  await leila.page.keyboard.press('Space');
  ledger.speaks();
  await time.pass(80);
  for (const person of [leila, sara]) await until(async () => (await stateOf(person)) === 'offline', 'it says so');
  await leila.look();
  await sara.look();
  await app.start('serve');
  await connected(mina, ...phones.filter((one) => one !== sara));
  for (const person of [leila, sara]) await person.context.setOffline(false);
  await connected(leila, sara);
  for (const person of [leila, sara, mina, phoneOf('مریم')])
    await until(async () => (await outboxOf(person)).length === 0, 'nothing waits');
  const texts = ['From the tunnel', 'Without a network', 'در میان قطعی'].sort().join();
  for (const person of [...consoles(), ...phones])
    await until(
      async () =>
        (await ideasOf(person))
          .map(({ text }) => text)
          .filter((text) => !/letter/.test(text) && texts.includes(text))
          .sort()
          .join() === texts,
      'each idea once',
    );
  await until(async () => /هنوز اینجا هستم/.test(await leila.text('#backstage-lines')), 'the line too');
  await queueIs(consoles(), 'مریم', 'Sara K.');
  await agree(consoles(), ledger);
  const waited = (time.now - raisedAt) / 1_000;
  for (const person of consoles())
    await until(async () => new Map(await handsOf(person)).get('Sara K.') === waited, `the hand is up since ${waited} s`);
  await leila.page.reload();
  await connected(leila);
  await agree(consoles(), ledger);
  await queueIs(consoles(), 'مریم', 'Sara K.');
  await clocksShow([...screens(), phoneOf('Tomás')], await clockOf(mina));
});

step('weigh and close: the session ends, and each member sees their own share and no one else’s', async () => {
  await leila.page.keyboard.press('KeyN');
  await until(() => isAt(leila, 'tidy'), 'the board goes first');
  await leila.page.keyboard.press('KeyN');
  await stageIs([...screens(), ...phones], 'weigh');
  assert.ok(await isAt(leila, 'weigh'), 'the board has followed');
  await time.pass(120);
  await goesTo(leila, 'close', [...screens(), ...phones]);
  await time.pass(120);
  for (const key of ['KeyN', 'KeyN', 'Alt+KeyN']) await leila.page.keyboard.press(key);
  assert.equal(await leila.page.evaluate(() => document.activeElement.id), 'end-session', 'Next leads to the end, and ends nothing');
  await agree(consoles(), ledger);
  for (const person of [mina, ...phones, wall]) {
    person.hurries = false;
    await person.look();
  }
  await ends(leila);
  for (const [place, person] of phones.entries()) {
    await until(() => person.page.isVisible('[data-ended]'), 'it is over');
    const expected = ledger.share(PHONES[place][0]);
    const said = async () => ({ spoken: seconds(await person.text('.own-part b')), equal: seconds(await person.text('.own-part .hint')) });
    await until(async () => JSON.stringify(await said()) === JSON.stringify(expected), `the share of ${PHONES[place][0]}`);
    assert.equal(await person.page.locator('.own-part').count(), 1);
    assert.doesNotMatch(await person.text('#mine-voices'), /%|٪/);
    await person.look();
  }
  await until(async () => !(await wall.page.isVisible('.wall-ideas, .wall-time')), 'the wall is quiet');
  await wall.look();
  await mina.goTo(`${session}/voices`);
  assert.equal(number(await mina.text('.balance [data-figure=balance]')), ledger.picture().balance);
  await mina.goTo(`${session}/check-ins`);
  assert.match(await mina.text('main'), /مریم[^]*امیدوار/);
  assert.doesNotMatch(await mina.text('main'), /tired/);
});

step('no person met an error, a refused script or another host', () => {
  for (const person of everyone()) person.isCalm();
});
