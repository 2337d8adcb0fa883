import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'bpmn-js-bpmnlint/dist/assets/css/bpmn-js-bpmnlint.css';
import 'bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css';
import './modeler.scss';
import BpmnModeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule } from 'bpmn-js-properties-panel';
import lintModule from 'bpmn-js-bpmnlint';
import simulationModule from 'bpmn-js-token-simulation';
import caseflow from './moddle.js';
import CaseFlowProperties from './properties.js';
import { linting } from './lint.js';
import { localise } from './localise.js';
import { translation } from './words.js';
import { FlowEnds } from './flow-ends.js';
import { DraftFile, download, showProblems } from './draft-file.js';

const LARGEST = 5 * 1024 * 1024;
const PAUSE = 900;
const MARGIN = 16;

/** With these the file is none that could be drawn. */
const UNREADABLE = new Set(['doctype', 'not-well-formed', 'too-large', 'too-many-elements', 'too-deep', 'not-bpmn', 'file-too-large']);

/**
 * The modeller of a draft's process.
 *
 * @param {HTMLElement} host  see Pages/Drafts/Model.cshtml
 */
export async function show(host) {
  const texts = JSON.parse(host.dataset.texts);
  const names = new Names(host, texts);
  const modeler = new BpmnModeler({
    container: host.querySelector('[data-canvas]'),
    propertiesPanel: { parent: host.querySelector('[data-panel]') },
    textRenderer: { defaultStyle: { fontFamily: '"Noto Sans", arial, sans-serif' } },
    linting: linting(texts.lint),
    moddleExtensions: { caseflow },
    caseflow: { choices: JSON.parse(host.dataset.choices), texts, names },
    additionalModules: [
      BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, lintModule, simulationModule, translation(document.documentElement.lang),
      { __init__: ['caseflowProperties'], caseflowProperties: ['type', CaseFlowProperties] },
    ],
  });
  host.modeler = modeler;
  const ends = new FlowEnds(modeler);
  const write = () => ends.without(async () => (await modeler.saveXML({ format: true })).xml);
  const draw = async xml => {
    await modeler.importXML(xml);
    ends.add();
    fit(modeler);
    markProblems(modeler, problems);
  };
  let problems = [];
  const file = new DraftFile(host, {
    read: write,
    show: draw,
    problems: found => {
      problems = found;
      markProblems(modeler, problems);
      showProblems(host.querySelector('[data-problems]'), problems, texts, problem => goTo(modeler, problem));
      host.dispatchEvent(new CustomEvent('caseflow:checked', { detail: problems }));
    },
  });
  names.file = file;
  file.key = `caseflow:${host.dataset.file}`;

  const xml = await file.load();
  try {
    await draw(xml);
  } catch (error) {
    console.error(error);
    file.ask(`${texts.notDrawn} ${error.message}`, [[texts.download, () => download(xml, host.dataset.name, 'application/xml')]]);
  }
  accessible(host, modeler, texts);
  // The heading of the panel, the bars of the simulation and the linter ask for no word.
  localise(host.querySelector('[data-panel]'));
  localise(host.querySelector('[data-canvas]'));
  toolbar(host, modeler, file, texts, { draw, write });
  modeler.on('commandStack.changed', () => file.changed());
  file.offer(xml);
  await file.check(xml);
  host.dataset.ready = 'true';
}

/** The texts of elements in texts.yaml: read from the page, saved one by one. */
class Names {
  constructor(host, texts) {
    this.all = JSON.parse(host.dataset.names);
    this.texts = texts;
    this.timers = new Map();
  }

  get(id) {
    return this.all[id] ?? {};
  }

  set(id, texts) {
    this.all[id] = texts;
    clearTimeout(this.timers.get(id));
    this.timers.set(id, setTimeout(() => this.save(id), PAUSE));
  }

  async save(id) {
    const { kk = '', ru = '', en = '' } = this.get(id);
    if (kk.trim() === '' || ru.trim() === '') {
      this.file.say(this.texts.bothLanguages);
      return;
    }
    try {
      const [, answer] = await this.file.post('Name', '', { Element: id, Kk: kk, Ru: ru, En: en });
      this.file.say(answer.words);
      this.file.check(await this.file.editor.read());
    } catch (error) {
      console.error(error);
      this.file.say(this.texts.offline);
      this.timers.set(id, setTimeout(() => this.save(id), 5000));
    }
  }
}

function markProblems(modeler, problems) {
  const [overlays, canvas, registry] = ['overlays', 'canvas', 'elementRegistry'].map(name => modeler.get(name));
  overlays.remove({ type: 'caseflow-problem' });
  registry.forEach(element => canvas.removeMarker(element, 'cf-has-error'));
  const byElement = Map.groupBy(problems.filter(problem => registry.get(problem.element)), problem => problem.element);
  for (const [id, found] of byElement) {
    const isError = found.some(problem => problem.isError);
    const badge = Object.assign(document.createElement('span'), {
      className: `cf-problem-badge ${isError ? 'cf-problem-badge--error' : ''}`, textContent: isError ? '!' : '?', title: found.map(problem => problem.title).join('\n'),
    });
    badge.setAttribute('aria-hidden', 'true');
    overlays.add(id, 'caseflow-problem', { position: { bottom: 12, right: 12 }, html: badge });
    if (isError) {
      canvas.addMarker(id, 'cf-has-error');
    }
  }
}

/** Shows the whole drawing, beside the palette and not under it. */
function fit(modeler) {
  const canvas = modeler.get('canvas');
  const { inner, outer } = canvas.viewbox();
  if (inner.width === 0) {
    return;
  }
  const palette = canvas.getContainer().querySelector('.djs-palette')?.getBoundingClientRect();
  const left = palette ? Math.min(palette.right - canvas.getContainer().getBoundingClientRect().left + MARGIN, outer.width / 3) : MARGIN;
  const scale = Math.min(1, (outer.width - left - MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height);
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({ x: inner.x - left / scale, y: inner.y - (height - inner.height) / 2, width, height });
}

/** What choosing a problem in the list does: its element is selected and brought into view. */
function goTo(modeler, problem) {
  const element = modeler.get('elementRegistry').get(problem.element);
  return element ? () => {
    modeler.get('canvas').scrollToElement(element, 100);
    modeler.get('selection').select(element);
    modeler.get('canvas').focus();
  } : null;
}

/** What the libraries leave without a name for a screen reader. */
function accessible(host, modeler, texts) {
  const canvas = host.querySelector('[data-canvas]');
  canvas.querySelector('.djs-container svg')?.setAttribute('aria-label', texts.canvas);
  canvas.querySelector('.djs-container svg')?.setAttribute('role', 'application');
  for (const entry of canvas.querySelectorAll('.djs-palette .entry')) {
    entry.setAttribute('role', 'button');
    entry.tabIndex = 0;
    entry.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        entry.click();
      }
    });
  }
}

function toolbar(host, modeler, file, texts, model) {
  const on = (name, act) => host.querySelector(`[data-act=${name}]`).addEventListener('click', act);
  const stack = modeler.get('commandStack');
  const zoom = factor => () => modeler.get('canvas').zoom(modeler.get('canvas').zoom() * factor);
  on('undo', () => stack.canUndo() && stack.undo());
  on('redo', () => stack.canRedo() && stack.redo());
  on('zoom-in', zoom(1.25));
  on('zoom-out', zoom(0.8));
  on('zoom-fit', () => fit(modeler));
  on('svg', async () => download((await modeler.saveSVG()).svg, host.dataset.name.replace('.bpmn', '.svg'), 'image/svg+xml'));
  on('export', async () => download(await model.write(), host.dataset.name, 'application/xml'));
  const simulate = host.querySelector('[data-act=simulate]');
  simulate.addEventListener('click', () => modeler.get('toggleMode').toggleMode());
  modeler.on('tokenSimulation.toggleMode', ({ active }) => simulate.setAttribute('aria-pressed', String(active)));
  const input = host.querySelector('[data-import]');
  on('import', () => input.click());
  input.addEventListener('change', async () => {
    const [chosen] = input.files;
    input.value = '';
    if (chosen) {
      await bringIn(chosen, file, texts, model);
    }
  });
}

/** The server looks at a file before it is drawn. */
async function bringIn(chosen, file, texts, { draw, write }) {
  if (chosen.size > LARGEST) {
    file.ask(texts.tooLarge, [[texts.close, () => {}]]);
    return;
  }
  const xml = await chosen.text();
  const problems = await file.check(xml);
  const wrong = problems?.find(problem => problem.path === 'process.bpmn' && UNREADABLE.has(problem.code));
  const before = await write();
  try {
    if (wrong) {
      throw new Error(wrong.title);
    }
    await draw(xml);
    file.changed();
  } catch (error) {
    await draw(before);
    file.ask(`${texts.notImported} ${error.message}`, [[texts.close, () => {}]]);
    file.check(before);
  }
}
