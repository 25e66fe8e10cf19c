// A choice that fills a field ([data-fills]): its words go into the field until the person writes their own.
export function start() {
  document.addEventListener('change', ({ target }) => {
    if (!target.matches?.('input[type=radio][data-fills]')) return;
    const field = document.querySelector(target.dataset.fills);
    const choices = [...target.form.querySelectorAll(`input[name="${target.name}"]`)].map(wordsOf);
    if (field && (!field.value.trim() || choices.includes(field.value.trim()))) field.value = wordsOf(target);
  });
}

const wordsOf = (choice) => choice.labels[0]?.textContent.trim() ?? '';
