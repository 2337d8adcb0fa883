import '@bpmn-io/form-js/dist/assets/form-js-base.css';
import '@bpmn-io/form-js/dist/assets/form-js-editor-base.css';
import '@bpmn-io/form-js/dist/assets/form-js.css';
import '@bpmn-io/form-js/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js/dist/assets/properties-panel.css';
import './form-editor.scss';
import { FormEditor } from '@bpmn-io/form-js-editor';
import { localise } from './localise.js';
import { DraftFile, download, showProblems } from './draft-file.js';

/** What the server renders; FormReader refuses everything else. */
const RENDERED = new Set(['textfield', 'textarea', 'number', 'checkbox', 'radio', 'select', 'datetime']);

/** The editor of a form of a draft. */
export async function show(host) {
  const texts = JSON.parse(host.dataset.texts);
  const editor = new FormEditor({ container: host.querySelector('[data-canvas]') });
  host.editor = editor;
  let quiet = true;
  const draw = async content => {
    quiet = true;
    try {
      await editor.importSchema(JSON.parse(content));
    } finally {
      quiet = false;
    }
  };
  const file = new DraftFile(host, {
    read: async () => `${JSON.stringify(plain(editor.saveSchema()), null, 2)}\n`,
    show: draw,
    problems: found => showProblems(host.querySelector('[data-problems]'), found.filter(problem => problem.path === host.dataset.path), texts, () => null),
  });
  const content = await file.load();
  try {
    await draw(content);
  } catch (error) {
    console.error(error);
    file.ask(`${texts.notDrawn} ${error.message}`, [[texts.download, () => download(content, host.dataset.name, 'application/json')]]);
  }
  onlyRendered(host);
  localise(host.querySelector('[data-canvas]'));
  editor.on('changed', () => quiet || file.changed());
  file.offer(content);
  await file.check(content);
  host.dataset.ready = 'true';
}

/** What the editor adds about itself is no part of the form; a date's kind is one that the server renders. */
function plain({ exporter, executionPlatform, executionPlatformVersion, ...schema }) {
  return { ...schema, components: schema.components.map(({ layout, ...component }) => component) };
}

/** The palette offers what can be shown to a person, and nothing else. */
function onlyRendered(host) {
  const hide = () => {
    for (const field of host.querySelectorAll('.fjs-palette-field')) {
      field.hidden = !RENDERED.has(field.dataset.fieldType);
    }
    for (const group of host.querySelectorAll('.fjs-palette-group')) {
      group.hidden = [...group.querySelectorAll('.fjs-palette-field')].every(field => field.hidden);
    }
  };
  hide();
  new MutationObserver(hide).observe(host.querySelector('.fjs-palette-container') ?? host, { childList: true, subtree: true });
}
