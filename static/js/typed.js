// [data-typed="words"] around a passphrase field adds a checkbox that shows the passphrase. Sending the form hides it again.
export function start() {
  for (const field of document.querySelectorAll('[data-typed]')) {
    const input = field.querySelector('input[type=password]');
    const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
    const label = document.createElement('label');
    label.className = 'check';
    label.append(box, field.dataset.typed);
    input.after(label);
    const show = () => {
      input.type = box.checked ? 'text' : 'password';
    };
    box.addEventListener('change', show);
    input.form?.addEventListener('submit', () => {
      box.checked = false;
      show();
    });
    addEventListener('pageshow', show);
  }
}
