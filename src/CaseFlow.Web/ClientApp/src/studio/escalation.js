// What happens when a term comes near or passes: the timers at the border of a step, and drawing one with what it does.
import { h } from '@bpmn-io/properties-panel/preact';
import { useService } from 'bpmn-js-properties-panel';
import { selfAndAllChildren } from 'diagram-js/lib/util/Elements';
import { getBusinessObject, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { timerOf } from './events.js';

// Of the step from the border, and between the shapes.
const BELOW = 90;
const BESIDE = 130;
const FROM_EDGE = 40;

// What is drawn gets a row of its own: everything below moves down by it.
const ROW = 120;
const MARGIN = 20;

/** What can be drawn: before or at the term, and the handler that is told. */
const KINDS = [
  { id: 'warn', handler: 'warnOfDeadline', before: 'PT4H' },
  { id: 'late', handler: 'recordLateness' },
];

const timers = element => (element.attachers ?? []).filter(timerOf);

/** The term of the step itself, otherwise the first of the service; without one nothing could be watched. */
const termOf = (element, deadlines) => getBusinessObject(element).get('caseflow:deadline') || deadlines[0]?.id;

/** Whether steps of this kind can have one. */
export const canEscalate = element => isAny(element, ['bpmn:UserTask', 'bpmn:SubProcess']);

export function escalationEntries(element, { texts, choices, names }) {
  const known = KINDS.filter(kind => choices.handlers.some(handler => handler.id === kind.handler));
  const term = termOf(element, choices.deadlines);
  return [
    ...timers(element).map(timer => ({ id: `escalation-${timer.id}`, timer, names, texts, component: Existing })),
    ...(term ? known.map(kind => ({ id: `escalate-${kind.id}`, kind, texts, term, names, component: Add })) : []),
  ];
}

/** A timer that is there: its term and how long before, and the way to it. */
function Existing({ timer, names, texts }) {
  const selection = useService('selection');
  const { lang } = document.documentElement;
  const definition = timerOf(timer);
  const [name, term, before] = [names.get(timer.id)[lang] || timer.id, definition.get('caseflow:deadline'), definition.get('caseflow:before')];
  return h('div', { class: 'bio-properties-panel-entry' }, h('button', { type: 'button', class: 'cf-escalation', onClick: () => selection.select(timer) },
    [name, term, before && `${texts.before}: ${before}`].filter(Boolean).join(' · ')));
}

function Add({ element, kind, texts, term, names }) {
  const [modeling, selection, factory, canvas, spaceTool] = ['modeling', 'selection', 'elementFactory', 'canvas', 'spaceTool'].map(name => useService(name));
  const draw = () => {
    const { timer, shapes } = drawn(element, kind, term, { modeling, factory, canvas, spaceTool });
    for (const [shape, words] of shapes.map((shape, no) => [shape, texts.escalationNames[kind.id][no]])) {
      modeling.updateProperties(shape, { name: words.kk });
      names.set(shape.id, words);
    }
    selection.select(timer);
  };
  return h('div', { class: 'bio-properties-panel-entry' }, h('button', { type: 'button', class: 'cf-escalation cf-escalation--add', onClick: draw }, texts.escalation[kind.id]));
}

/** A timer that does not interrupt, the step of the program, the end. */
function drawn(element, kind, term, { modeling, factory, canvas, spaceTool }) {
  const start = element.y + element.height + MARGIN;
  const { movingShapes, resizingShapes } = spaceTool.calculateAdjustments(selfAndAllChildren(canvas.getRootElement()), 'y', ROW, start);
  spaceTool.makeSpace(movingShapes, resizingShapes, { x: 0, y: ROW }, 's', start);
  const at = { x: element.x + FROM_EDGE + (timers(element).length * 2 * FROM_EDGE), y: element.y + element.height };
  const timer = modeling.createShape(
    factory.createShape({ type: 'bpmn:BoundaryEvent', eventDefinitionType: 'bpmn:TimerEventDefinition', cancelActivity: false }), { ...at, x: Math.min(at.x, element.x + element.width) }, element, { attach: true });
  modeling.updateModdleProperties(timer, timerOf(timer), {
    'caseflow:deadline': term, ...(kind.before ? { 'caseflow:before': kind.before, 'caseflow:calendar': 'working' } : {}),
  });
  const task = modeling.appendShape(timer, factory.createShape({ type: 'bpmn:ServiceTask' }), { x: at.x + BESIDE, y: at.y + BELOW }, element.parent);
  modeling.updateModdleProperties(task, getBusinessObject(task), { 'caseflow:handler': kind.handler });
  const end = modeling.appendShape(task, factory.createShape({ type: 'bpmn:EndEvent' }), { x: at.x + (2 * BESIDE), y: at.y + BELOW }, element.parent);
  return { timer, shapes: [timer, task, end] };
}
