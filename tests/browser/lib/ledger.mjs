// The figures of a session's voices, kept by the test itself and computed from their definition, not from the program: an equal share
// is per minute present, and balance is 1 − G·n/(n−1), with G the Gini coefficient of speaking time per minute present.
export class Ledger {
  // A ledger of a session that begins now, with these seats.
  constructor(time, seats) {
    Object.assign(this, { time, seats, start: time.now, stays: new Map(), turns: [], staff: new Set() });
  }

  enters(...names) {
    for (const name of names) this.stays.set(name, { from: this.time.now });
  }

  // Who has the floor from now on; no one during a pause. Returns the turn.
  speaks(name, at = this.time.now) {
    const open = this.turns.at(-1);
    if (open && !open.until) open.until = at;
    if (!name) return undefined;
    this.turns.push({ name, from: at });
    return this.turns.at(-1);
  }

  spoken(name) {
    return sum(this.turns.filter((turn) => turn.name === name).map(({ from, until = this.time.now }) => until - from));
  }

  present(name) {
    return this.time.now - this.stays.get(name).from;
  }

  // Who counts: members who have been present at all.
  counted() {
    return [...this.stays.keys()].filter((name) => this.present(name) > 0);
  }

  // The picture that the console should show, in the units that it shows: seconds, percent.
  picture() {
    const members = this.counted();
    const total = sum(members.map((name) => this.spoken(name)));
    const presence = sum(members.map((name) => this.present(name)));
    const equal = (name) => (total * this.present(name)) / presence;
    const rates = members.map((name) => this.spoken(name) / this.present(name));
    const part = (name) => (total && members.includes(name) ? this.spoken(name) / equal(name) : 0);
    const staff = sum([...this.staff].map((name) => this.spoken(name)));
    return {
      balance: total ? Math.round(balance(rates) * 100) : null,
      gini: total ? gini(rates).toFixed(3) : null,
      equal: seconds(Math.max(...members.map(equal))),
      silence: seconds(this.time.now - this.start - total - staff),
      staff: seconds(staff),
      // Arriving takes time: no member is listed as silent in their first ten minutes.
      unheard: members.filter((name) => total && part(name) < 0.5 && this.present(name) >= 600_000).sort(),
      // A first turn decides nothing: no member is listed as speaking much before the members have spoken for ten minutes together.
      much: members.filter((name) => total >= 600_000 && part(name) > 2 && this.present(name) >= 600_000).sort(),
      seats: Object.fromEntries(
        this.seats.map((name) => [
          name,
          {
            spoken: seconds(this.spoken(name)),
            part: percent(Math.min(part(name), 1)),
            beyond: percent(Math.min(Math.max(part(name) - 1, 0), 1)),
          },
        ]),
      ),
    };
  }

  // One member's own share, as their phone shows it at the end.
  share(name) {
    const all = this.counted();
    const total = sum(all.map((one) => this.spoken(one)));
    return { spoken: seconds(this.spoken(name)), equal: seconds((total * this.present(name)) / sum(all.map((one) => this.present(one)))) };
  }
}

// Computed from the sorted form of the definition, so that it does not repeat an error in the program's form.
export function gini(values) {
  const n = values.length;
  const sorted = [...values].sort((a, b) => a - b);
  return (2 * sum(sorted.map((value, place) => (place + 1) * value))) / (n * sum(sorted)) - (n + 1) / n;
}

export const balance = (values) => 1 - (gini(values) * values.length) / (values.length - 1);

const sum = (values) => values.reduce((all, one) => all + one, 0);
const seconds = (ms) => Math.floor(ms / 1_000);
const percent = (part) => Math.round(part * 100);
