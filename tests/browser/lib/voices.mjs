// Reads the consoles and phones of a session as numbers, in any digits.
import { deepStrictEqual } from 'node:assert';
import { until } from './until.mjs';

const PERSIAN = '۰۱۲۳۴۵۶۷۸۹';
const latin = (text) => text.replace(/[۰-۹]/g, (digit) => PERSIAN.indexOf(digit)).replace('٫', '.');

// 1:02:03 is 3723.
export const seconds = (text) =>
  latin(text)
    .match(/\d+(:\d\d)+/)[0]
    .split(':')
    .reduce((all, part) => all * 60 + Number(part), 0);
export const number = (text) => Number(latin(text).match(/[\d.]+/)[0]);

// The whole picture of the voices, as a console shows it now.
export async function pictureOf({ page }) {
  const raw = await page.evaluate(() => {
    const figure = (name) => document.querySelector(`.balance [data-figure="${name}"]`);
    const names = (list) =>
      [...document.querySelectorAll(`.balance [data-names=${list}] > li:not([hidden])`)].map((one) => one.textContent);
    const ring = (seat, name) => {
      const circle = seat.querySelector(`[data-ring=${name}]`);
      return circle.getAttribute('visibility') === 'hidden' ? '0' : circle.getAttribute('stroke-dasharray');
    };
    const seats = [...document.querySelectorAll('#voices .seats > li')].map((seat) => [
      seat.querySelector('.seat-name').textContent,
      { spoken: seat.querySelector('[data-runs=spoken]').textContent, part: ring(seat, 'part'), beyond: ring(seat, 'beyond') },
    ]);
    const said = Object.fromEntries(['equal', 'silence', 'staff', 'gini'].map((name) => [name, figure(name).textContent]));
    return {
      ...said,
      balance: figure('balance').hidden ? null : figure('balance').textContent,
      unheard: names('unheard'),
      much: names('much'),
      seats,
    };
  });
  return {
    balance: raw.balance === null ? null : number(raw.balance),
    gini: raw.balance === null ? null : latin(raw.gini),
    equal: seconds(raw.equal),
    silence: seconds(raw.silence),
    staff: seconds(raw.staff),
    unheard: raw.unheard.sort(),
    much: raw.much.sort(),
    seats: Object.fromEntries(
      raw.seats.map(([name, { spoken, part, beyond }]) => [name, { spoken: seconds(spoken), part: number(part), beyond: number(beyond) }]),
    ),
  };
}

// Waits until all these consoles show exactly the ledger's picture.
export async function agree(consoles, ledger) {
  const expected = ledger.picture();
  for (const person of consoles)
    await until(async () => deepStrictEqual(await pictureOf(person), expected) ?? true, 'the console shows what the ledger says');
}

// The open turn: who, and for how many seconds.
export async function floorOf({ page }) {
  const now = page.locator('#floor-bar [data-now-speaking]');
  if (await now.isHidden()) return null;
  return { who: await now.locator('[data-now-name]').textContent(), since: seconds(await now.locator('[data-runs=turn]').textContent()) };
}

export const speaksAt = (consoles, who) =>
  Promise.all(consoles.map((person) => until(async () => ((await floorOf(person))?.who ?? null) === who, `${who} has the floor`)));

// The raised hands, in the order of the queue: who, and for how many seconds.
export const handsOf = ({ page }) =>
  page
    .$$eval('.hands > li', (rows) =>
      rows.map((row) => [row.querySelector('b').textContent, row.querySelector('[data-waited]').textContent]),
    )
    .then((rows) => rows.map(([who, waited]) => [who, seconds(waited)]));

export const queueIs = (consoles, ...names) =>
  Promise.all(
    consoles.map((person) =>
      until(async () => (await handsOf(person)).map(([who]) => who).join() === names.join(), `the queue is ${names}`),
    ),
  );

export const seat = (name) => `#voices .seat:has(bdi:text-is("${name}")) button`;
export const clockOf = async ({ page }) => seconds(await page.textContent('#arc .stage-clock .time'));

// Every screen's clock of the stage shows this, to the second; the wall has no clock, only words.
export const clocksShow = (people, expected) =>
  Promise.all(
    people
      .filter((person) => !person.path().startsWith('/wall/'))
      .map((person) => until(async () => Math.abs((await clockOf(person)) - expected) <= 1, `the stage is ${expected} s old`)),
  );
export const stageIs = (people, stage) =>
  Promise.all(
    people.map((person) => until(async () => (await person.page.getAttribute('#arc', 'data-stage')) === stage, `the stage is ${stage}`)),
  );
