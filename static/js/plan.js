// form[data-plan] is the plan of a session of so many minutes: buttons change the minutes and the order of its rows or fill them from
// another plan, each row says when its stage begins, a bar shows what the stages take, and the question of the round stands below its
// row. Without this script the fields and links alone do the same.
import { digits } from './digits.js';

const SVG = 'http://www.w3.org/2000/svg';

export function start() {
  const form = document.querySelector('form[data-plan]');
  if (!form) return;
  for (const button of form.querySelectorAll('[data-by], [data-move]')) button.hidden = false;
  for (const link of form.querySelectorAll('a[data-steps]')) offer(form, link);
  form.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-by], [data-move]');
    if (!button) return;
    const row = button.closest('li');
    if (button.dataset.by) count(row, Number(button.dataset.by));
    else move(row, Number(button.dataset.move));
    // What listens for typing hears of it.
    row.querySelector('input').dispatchEvent(new Event('input', { bubbles: true }));
  });
  const follow = () => draw(form);
  form.addEventListener('input', follow);
  form.addEventListener('change', follow);
  addEventListener('pageshow', follow);
  follow();
}

// A link to the page filled from another plan becomes a button that fills the rows here: what else was typed stays.
function offer(form, link) {
  const steps = link.dataset.steps.split(' ').map((step) => step.split(':'));
  if (steps.length > rowsOf(form).length) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = link.className;
  button.textContent = link.textContent;
  link.replaceWith(button);
  button.addEventListener('click', () => {
    rowsOf(form).forEach((row, at) => {
      const [stage, minutes] = steps[at] ?? ['', ''];
      row.querySelector('select').value = stage;
      row.querySelector('input').value = digits(minutes);
    });
    const said = form.querySelector('[data-filled]');
    said.textContent = said.dataset.filled;
    rowsOf(form)[0]
      .querySelector('input')
      .dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const rowsOf = (form) => [...form.querySelectorAll('.plan-rows > li')];
const stageOf = (row) => row.querySelector('select').selectedOptions[0];
const latin = (text) => text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 15));

function minutesOf(row) {
  const minutes = Number.parseInt(latin(row.querySelector('input').value), 10);
  return minutes >= 1 && minutes <= 480 ? minutes : 0;
}

function count(row, by) {
  row.querySelector('input').value = digits(String(Math.min(480, Math.max(1, minutesOf(row) + by))));
}

// The values of two rows change places: each field keeps the name that it is read by.
function move(row, by) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other || 'fixed' in other.dataset) return;
  for (const field of ['select', 'input']) {
    const [one, two] = [row.querySelector(field), other.querySelector(field)];
    [one.value, two.value] = [two.value, one.value];
  }
  other.querySelector(`[data-move="${by}"]`).focus();
}

function draw(form) {
  const rows = rowsOf(form);
  for (const row of rows) row.querySelector('.plan-took').textContent = stageOf(row).dataset.took ?? '';
  const round = rows.find((row) => stageOf(row).value === 'round');
  const question = form.querySelector('.round-question');
  question.hidden = !round;
  if (round && question.parentNode !== round) round.append(question);

  const minutes = Number(form.dataset.plan);
  const been = Number(form.dataset.been);
  times(rows, Number(form.dataset.begins), Number(form.dataset.spent));
  const parts = rows.filter((row) => stageOf(row).value).map((row) => [stageOf(row).textContent, minutesOf(row)]);
  const total = been + parts.reduce((sum, [, part]) => sum + part, 0);
  const sum = form.querySelector('[data-plan-sum]');
  sum.querySelector('[data-total]').textContent = digits(String(total));
  const states = { whole: total === minutes, left: total < minutes, over: total > minutes };
  for (const [state, is] of Object.entries(states)) {
    const chip = sum.querySelector(`[data-when="${state}"]`);
    chip.hidden = !is;
    const number = chip.querySelector('[data-n]');
    if (number) number.textContent = digits(String(Math.abs(minutes - total)));
  }
  bar(sum.querySelector('.plan-bar'), parts, Math.max(total, minutes), been);
}

// When each stage begins. The first one takes at least the minutes that it has taken already.
function times(rows, begins, spent) {
  let at = begins;
  rows.forEach((row, n) => {
    const is = Boolean(stageOf(row).value);
    const two = (number) => String(number).padStart(2, '0');
    row.querySelector('.plan-at b').textContent = is ? digits(`${two(Math.floor(at / 60) % 24)}:${two(at % 60)}`) : '';
    if (is) at += n === 0 ? Math.max(spent, minutesOf(row)) : minutesOf(row);
  });
}

// The parts of stages that are over stay as they came.
function bar(svg, parts, whole, been) {
  const rtl = getComputedStyle(svg).direction === 'rtl';
  const percent = (part) => (part / whole) * 100;
  svg.dataset.first ??= String(svg.children.length - parts.length);
  const first = been ? Math.max(0, Number(svg.dataset.first)) : 0;
  while (svg.children.length > first) svg.lastChild.remove();
  let before = been;
  for (const [name, minutes] of parts) {
    if (!minutes) continue;
    const x = rtl ? 100 - percent(before + minutes) : percent(before);
    const part = make('svg', { x: `${x}%`, width: `${percent(minutes)}%`, height: '100%', class: percent(minutes) < 7 ? 'slim' : '' });
    const at = rtl ? { x: '100%', dx: -10 } : { dx: 10 };
    const label = make('text', { ...at, y: 24, class: 'name' });
    label.textContent = name;
    const number = make('text', { ...at, y: 46 });
    number.textContent = digits(String(minutes));
    part.append(make('rect', { width: '100%', height: '100%', rx: 8 }), label, number);
    svg.append(part);
    // A name that finds no room is left to the row below.
    if (label.getComputedTextLength() > (svg.clientWidth * percent(minutes)) / 100 - 16) part.classList.add('slim');
    before += minutes;
  }
}

function make(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
