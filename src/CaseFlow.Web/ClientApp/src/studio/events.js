import { getBusinessObject, isAny } from 'bpmn-js/lib/util/ModelUtil';

const definitionOf = (element, type) => getBusinessObject(element).eventDefinitions?.find(one => one.$type === type);

/** The definition of a timer event; undefined: the element is none. */
export const timerOf = element => definitionOf(element, 'bpmn:TimerEventDefinition');

/** What names the message that an element waits for or sends; undefined: it has nothing to do with one. */
export const messageOf = element => (isAny(element, ['bpmn:ReceiveTask', 'bpmn:SendTask']) ? getBusinessObject(element) : definitionOf(element, 'bpmn:MessageEventDefinition'));
