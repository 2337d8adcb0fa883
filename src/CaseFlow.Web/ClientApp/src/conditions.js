// Hides the fields of a form that an answer makes needless. The server has worked out for which answers that is
// (data-hidden-when) and ignores what a hidden field holds; without this script all fields are shown.
const valueOf = (form, name) => {
  const control = form.elements.namedItem(name);
  if (!control) {
    return '';
  }
  return control.type === 'checkbox' ? (control.checked ? control.value : '') : control.value;
};

export function hideFields(root) {
  root.querySelectorAll('[data-hidden-when]:not([data-hidden-when=""])').forEach(group => {
    const form = group.closest('form');
    const { fields, hidden } = JSON.parse(group.dataset.hiddenWhen);
    const show = () => {
      const answers = fields.map(name => valueOf(form, name));
      group.hidden = hidden.some(row => row.every((value, at) => value === answers[at]));
    };
    form.addEventListener('change', show);
    show();
  });
}
