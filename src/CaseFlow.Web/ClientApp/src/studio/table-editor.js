import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import './table-editor.scss';
import DmnModeler from 'dmn-js/lib/Modeler';
import { localise } from './localise.js';
import { translation } from './words.js';
import { DraftFile, download, showProblems } from './draft-file.js';

/** The editor of a decision table of a draft. */
export async function show(host) {
  const texts = JSON.parse(host.dataset.texts);
  const viewer = { additionalModules: [translation(document.documentElement.lang)] };
  const modeler = new DmnModeler({ container: host.querySelector('[data-canvas]'), drd: viewer, decisionTable: viewer, literalExpression: viewer });
  host.modeler = modeler;
  const draw = async xml => {
    await modeler.importXML(xml);
    const table = modeler.getViews().find(view => view.type === 'decisionTable');
    if (table) {
      await modeler.open(table);
    }
  };
  const file = new DraftFile(host, {
    read: async () => (await modeler.saveXML({ format: true })).xml,
    show: draw,
    problems: found => showProblems(host.querySelector('[data-problems]'), found.filter(problem => problem.path === host.dataset.path), texts, () => null),
  });
  const listening = new WeakSet();
  modeler.on('views.changed', () => {
    const viewer = modeler.getActiveViewer();
    if (viewer && !listening.has(viewer)) {
      listening.add(viewer);
      viewer.on('commandStack.changed', () => file.changed());
    }
  });
  const xml = await file.load();
  try {
    await draw(xml);
  } catch (error) {
    console.error(error);
    file.ask(`${texts.notDrawn} ${error.message}`, [[texts.download, () => download(xml, host.dataset.name, 'application/xml')]]);
  }
  localise(host.querySelector('[data-canvas]'));
  file.offer(xml);
  await file.check(xml);
  host.dataset.ready = 'true';
}
