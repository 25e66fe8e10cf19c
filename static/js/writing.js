// Whether a person is writing within an element, which must then not be replaced, moved or removed. Only text can be half written; a
// chosen radio or checkbox is sent at once or not at all, except in a form marked [data-choosing], where the choice waits for its
// button.

const FIELDS = 'textarea, input:is([type=text], [type=search], [type=email], [type=url], [type=tel], :not([type]))';
const CHOICES = ':is(select, [type=radio], [type=checkbox])[name]';

export function writing(element) {
  const active = document.activeElement;
  if (active?.matches(FIELDS) && element.contains(active)) return true;
  return [...element.querySelectorAll(`${FIELDS}, [data-choosing] ${CHOICES}`)].some(isChanged);
}

// Whether a field differs from its value when the page was loaded or last sent.
export function isChanged(field) {
  if (field.matches('select')) {
    const came = [...field.options].findLast((option) => option.defaultSelected) ?? field.options[0];
    return Boolean(came) && !came.selected;
  }
  return field.matches(CHOICES) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

// Marks the fields' present values as sent.
export function settle(fields) {
  for (const field of fields) {
    if (field.matches('select')) for (const option of field.options) option.defaultSelected = option.selected;
    else if (field.matches(CHOICES)) field.defaultChecked = field.checked;
    else field.defaultValue = field.value;
  }
}

export const choicesOf = (form) => [...form.elements].filter((field) => field.matches(CHOICES));
export const wordsOf = (form) => [...form.elements].filter((field) => field.matches(FIELDS));
