// [data-typed="words"] around a passphrase field adds a button that shows the passphrase and hides it again. So does sending the form.
export function start() {
  for (const field of document.querySelectorAll('[data-typed]')) {
    const input = field.querySelector('input[type=password]');
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'button quiet show-typed',
      textContent: field.dataset.typed,
    });
    const label = field.querySelector('label')?.textContent.trim();
    button.setAttribute('aria-label', `${field.dataset.typed}: ${label}`);
    button.setAttribute('aria-controls', input.id);
    const line = document.createElement('div');
    line.className = 'with-button';
    input.before(line);
    line.append(input, button);
    const show = (shown) => {
      input.type = shown ? 'text' : 'password';
      button.setAttribute('aria-pressed', String(shown));
    };
    show(false);
    button.addEventListener('click', () => show(input.type === 'password'));
    input.form?.addEventListener('submit', () => show(false));
    addEventListener('pageshow', () => show(false));
  }
}
