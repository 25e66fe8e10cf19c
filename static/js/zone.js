// select[data-zone-guess="words"]: a list of time zones that nobody has chosen from yet. It takes the zone of this device, and says so.
export function start() {
  for (const list of document.querySelectorAll('select[data-zone-guess]')) {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const options = [...list.options];
    const option = options.find((one) => one.value === zone);
    // After a reload the browser may have put back what was chosen by hand.
    const untouched = list.selectedOptions[0] === (options.find((one) => one.defaultSelected) ?? options[0]);
    if (!option || !untouched) continue;
    option.selected = true;
    const said = Object.assign(document.createElement('p'), { className: 'hint', textContent: list.dataset.zoneGuess });
    list.after(said);
    list.addEventListener('change', () => said.remove(), { once: true });
  }
}
