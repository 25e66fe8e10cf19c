// Whether somebody is in the middle of writing within an element: what must not be replaced, moved or removed.
// Only words can be half written; a chosen radio or box is sent at once or not at all, but in a form marked [data-choosing],
// where what is chosen waits for its button.

const FIELDS = 'textarea, input:is([type=text], [type=search], [type=email], [type=url], [type=tel], :not([type]))';
const CHOICES = '[data-choosing] :is([type=radio], [type=checkbox])';

export function writing(element) {
  const active = document.activeElement;
  if (active?.matches(FIELDS) && element.contains(active)) return true;
  if ([...element.querySelectorAll(CHOICES)].some((choice) => choice.checked !== choice.defaultChecked)) return true;
  return [...element.querySelectorAll(FIELDS)].some((field) => field.value !== field.defaultValue);
}

export const choicesOf = (form) => [...form.elements].filter((field) => field.matches(CHOICES));
export const wordsOf = (form) => [...form.elements].filter((field) => field.matches(FIELDS));
