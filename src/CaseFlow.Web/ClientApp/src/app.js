import './app.scss';
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, createAll, isSupported,
} from 'govuk-frontend';
import { ButtonMenu, SortableTable } from '@ministryofjustice/frontend';
import { autosave } from './autosave.js';
import { hideFields } from './conditions.js';
import { follow } from './progress.js';

// The pages work without any of this; a script only spares a person a step.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported');
}

if (isSupported()) {
  for (const component of [
    Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
    ServiceNavigation, SkipLink, ButtonMenu, SortableTable,
  ]) {
    createAll(component);
  }
}

hideFields(document);
autosave(document);
document.querySelectorAll('[data-progress]:not([data-progress=""])').forEach(follow);

// What draws weighs more than all the rest: it is fetched only when something to draw comes into view.
function whenSeen(selector, act) {
  const elements = document.querySelectorAll(selector);
  if (elements.length > 0 && 'IntersectionObserver' in window) {
    const observer = new IntersectionObserver(entries => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) {
          observer.unobserve(target);
          act(target);
        }
      }
    });
    elements.forEach(element => observer.observe(element));
  }
}

whenSeen('[data-diagram]', async element => (await import('./diagram.js')).show(element));
whenSeen('[data-compare]', async element => (await import('./compare.js')).compare(element));

// The editors of a draft are larger still; each is fetched on its own page alone.
const editors = {
  'data-modeler': () => import('./studio/modeler.js'),
  'data-form-editor': () => import('./studio/form-editor.js'),
  'data-table-editor': () => import('./studio/table-editor.js'),
};
for (const [attribute, load] of Object.entries(editors)) {
  for (const host of document.querySelectorAll(`[${attribute}]`)) {
    load().then(({ show }) => show(host)).catch(error => {
      console.error(error);
      host.querySelector('[data-status]').textContent = host.dataset.failed;
    });
  }
}
