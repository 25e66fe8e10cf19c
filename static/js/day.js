// [data-day] is a field for a day. Without this script the day is typed, in any digits, the year first. With it, the day appears in
// words below the field, and a calendar can be opened: a grid with one tab stop. Names, digits and calendar arithmetic come from
// Intl; the page says which day begins the week. Days are counted from 1970, at noon in UTC, so that no time zone shifts them.
import { say } from './say.js';

const DAY = 86_400_000;
const NUMBERS = { jalali: 'persian', gregorian: 'gregory' };
const SVG = 'http://www.w3.org/2000/svg';

export function start() {
  enhance();
  document.addEventListener('htmx:after:swap', enhance);
  document.addEventListener('input', ({ target }) => {
    const field = target.closest?.('[data-day]');
    if (field) tell(field);
  });
}

function enhance() {
  for (const field of document.querySelectorAll('[data-day]:not([data-ready])')) {
    field.dataset.ready = '';
    const input = field.querySelector('input');
    const open = button(field.dataset.sayChoose, icon('calendar'));
    open.classList.add('day-open');
    open.setAttribute('aria-haspopup', 'dialog');
    open.addEventListener('click', () => new Sheet(field, input, open).show());
    input.after(open);
    // Alt and the down arrow open the calendar from the field, as in a combo box.
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' || !event.altKey) return;
      event.preventDefault();
      open.click();
    });
    const said = document.createElement('p');
    said.className = 'day-said';
    said.setAttribute('aria-live', 'polite');
    field.querySelector('.day-line').after(said);
    tell(field);
  }
}

// Shows the typed day in words, so that a reader who is one day off sees the wrong weekday.
function tell(field) {
  const calendar = new Calendar(field.dataset.calendar);
  const day = calendar.read(field.querySelector('input').value);
  field.querySelector('.day-said').textContent = day === undefined ? '' : calendar.full(day);
}

class Calendar {
  constructor(kind) {
    const { lang } = document.documentElement;
    this.tag = `${lang === 'fa' ? 'fa-IR' : 'en-AU'}-u-ca-${NUMBERS[kind]}`;
    this.numbers = new Intl.DateTimeFormat(`en-u-ca-${NUMBERS[kind]}-nu-latn`, {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    this.shift = kind === 'jalali' ? 621 : 0;
  }

  as(day, form) {
    return new Intl.DateTimeFormat(this.tag, { timeZone: 'UTC', ...form }).format(noon(day));
  }

  // One part alone: Intl's order of parts for Persian differs from the written order.
  part(day, type, form) {
    const parts = new Intl.DateTimeFormat(this.tag, { timeZone: 'UTC', ...form }).formatToParts(noon(day));
    return parts.find((one) => one.type === type || one.type === 'relatedYear')?.value ?? '';
  }

  monthAndYear(day) {
    return `${this.part(day, 'month', { month: 'long' })} ${this.part(day, 'year', { year: 'numeric' })}`;
  }

  full(day) {
    return `${this.as(day, { weekday: 'long' })} ${this.part(day, 'day', { day: 'numeric' })} ${this.monthAndYear(day)}`;
  }

  parts(day) {
    const found = Object.fromEntries(this.numbers.formatToParts(noon(day)).map(({ type, value }) => [type, Number.parseInt(value, 10)]));
    return [found.year, found.month, found.day];
  }

  // The day with these numbers, or undefined where the calendar has no such day.
  day(year, month, number) {
    if (!(month >= 1 && month <= 12 && number >= 1 && number <= 31)) return undefined;
    const about = Math.round(Date.UTC(year + this.shift, month - 1 + (this.shift ? 2 : 0), number + (this.shift ? 20 : 0)) / DAY);
    for (let step = 0; step <= 40; step += 1) {
      for (const day of [about + step, about - step]) {
        if (this.parts(day).every((part, at) => part === [year, month, number][at])) return day;
      }
    }
    return undefined;
  }

  // The first day of the month that is `by` months after the month of `day`.
  month(day, by = 0) {
    const [year, month] = this.parts(day);
    const months = year * 12 + (month - 1) + by;
    return this.day(Math.floor(months / 12), (months % 12) + 1, 1);
  }

  days(first) {
    return this.month(first, 1) - first;
  }

  read(typed) {
    const latin = typed.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 15));
    const plain = latin.replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '').trim();
    const whole = /^(\d{4})(\d\d)(\d\d)$/.exec(plain) ?? /^(\d{4})[/\-.,٫،\s]+(\d{1,2})[/\-.,٫،\s]+(\d{1,2})$/.exec(plain);
    return whole ? this.day(...whole.slice(1).map(Number)) : undefined;
  }

  write(day) {
    const [year, month, number] = this.parts(day);
    const text = `${year}/${month}/${number}`;
    return document.documentElement.lang === 'fa' ? text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit))) : text;
  }
}

class Sheet {
  constructor(field, input, opener) {
    Object.assign(this, { field, input, opener, calendar: new Calendar(field.dataset.calendar), first: Number(field.dataset.first) });
    this.chosen = this.calendar.read(input.value);
    const now = new Date();
    this.today = Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY);
    this.at = this.chosen ?? this.today;
  }

  show() {
    const { field } = this;
    this.dialog = make('dialog', { class: 'day-sheet', 'aria-label': field.querySelector('label').textContent });
    this.title = make('b', { id: `${this.input.id}-month`, 'aria-live': 'polite' });
    const before = button(field.dataset.sayBefore, icon('chevron', 'back'));
    const after = button(field.dataset.sayAfter, icon('chevron', 'turns'));
    before.addEventListener('click', () => this.turn(-1));
    after.addEventListener('click', () => this.turn(1));
    const head = make('div', { class: 'day-head' });
    head.append(before, this.title, after);
    this.grid = make('table', { role: 'grid', 'aria-labelledby': this.title.id });
    const close = button(field.dataset.sayClose);
    close.classList.add('quiet', 'wide');
    close.textContent = field.dataset.sayClose;
    close.addEventListener('click', () => this.dialog.close());
    const keys = make('p', { class: 'visually-hidden', id: `${this.input.id}-keys` });
    keys.textContent = field.dataset.sayKeys;
    this.grid.setAttribute('aria-describedby', keys.id);
    this.dialog.append(head, keys, this.grid, close);
    this.grid.addEventListener('keydown', (event) => this.key(event));
    this.grid.addEventListener('click', ({ target }) => {
      const cell = target.closest('td[data-at]');
      if (cell) this.choose(Number(cell.dataset.at));
    });
    // A click outside the sheet closes it.
    this.dialog.addEventListener('click', ({ target }) => target === this.dialog && this.dialog.close());
    this.dialog.addEventListener('close', () => {
      field.classList.remove('opened');
      this.dialog.remove();
      this.opener.focus();
    });
    field.classList.add('opened');
    field.append(this.dialog);
    this.draw();
    this.dialog.showModal();
    this.focus();
  }

  draw() {
    const { calendar } = this;
    const month = calendar.month(this.at);
    this.title.textContent = calendar.monthAndYear(month);
    const head = make('tr');
    // 1 January 1970 was a Thursday.
    for (let n = 0; n < 7; n += 1) {
      const day = 3 + this.first + n;
      const name = make('th', { scope: 'col', abbr: calendar.as(day, { weekday: 'long' }) });
      name.textContent = calendar.as(day, { weekday: document.documentElement.lang === 'fa' ? 'narrow' : 'short' });
      head.append(name);
    }
    const top = make('thead');
    top.append(head);
    const body = make('tbody');
    const length = calendar.days(month);
    const lead = (weekday(month) - this.first + 7) % 7;
    for (let place = 0; place < Math.ceil((lead + length) / 7) * 7; place += 1) {
      if (place % 7 === 0) body.append(make('tr'));
      const day = month + place - lead;
      body.lastChild.append(place < lead || place >= lead + length ? make('td') : this.cell(day));
    }
    this.grid.replaceChildren(top, body);
  }

  cell(day) {
    const cell = make('td', {
      role: 'gridcell',
      tabindex: day === this.at ? 0 : -1,
      'data-at': day,
      'aria-selected': day === this.chosen,
      'aria-label': this.calendar.full(day),
    });
    if (day === this.today) cell.setAttribute('aria-current', 'date');
    const number = make('span');
    number.textContent = this.calendar.part(day, 'day', { day: 'numeric' });
    cell.append(number);
    return cell;
  }

  focus() {
    this.grid.querySelector(`[data-at="${this.at}"]`)?.focus();
  }

  go(day) {
    const [year] = this.calendar.parts(day);
    if (!(year > 1200 && year < 2200)) return;
    this.at = day;
    this.draw();
    this.focus();
  }

  // The same day of another month, or that month's last day.
  turn(by, focus = false) {
    const [, , number] = this.calendar.parts(this.at);
    const month = this.calendar.month(this.at, by);
    this.at = month + Math.min(number, this.calendar.days(month)) - 1;
    this.draw();
    if (focus) this.focus();
  }

  key(event) {
    const ahead = document.documentElement.dir === 'rtl' ? -1 : 1;
    const place = (weekday(this.at) - this.first + 7) % 7;
    const acts = {
      ArrowRight: () => this.go(this.at + ahead),
      ArrowLeft: () => this.go(this.at - ahead),
      ArrowUp: () => this.go(this.at - 7),
      ArrowDown: () => this.go(this.at + 7),
      Home: () => this.go(this.at - place),
      End: () => this.go(this.at + 6 - place),
      PageUp: () => this.turn(event.shiftKey ? -12 : -1, true),
      PageDown: () => this.turn(event.shiftKey ? 12 : 1, true),
      Enter: () => this.choose(this.at),
      ' ': () => this.choose(this.at),
    };
    if (!acts[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    acts[event.key]();
  }

  choose(day) {
    this.input.value = this.calendar.write(day);
    this.input.dispatchEvent(new Event('input', { bubbles: true }));
    this.dialog.close();
    say(this.calendar.full(day));
  }
}

const noon = (day) => new Date(day * DAY + DAY / 2);
const weekday = (day) => noon(day).getUTCDay();

function make(name, attributes = {}) {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  return one;
}

function button(label, ...content) {
  const one = make('button', { type: 'button', class: 'button', 'aria-label': label });
  one.append(...content);
  return one;
}

function icon(name, more = '') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `icon ${more}`);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `${document.querySelector('meta[name=icons]').content}#${name}`);
  svg.append(use);
  return svg;
}
