// CaseFlow's own attributes, as the engine reads them (BpmnNames.OwnAttributes).
const names = [
  'assignee', 'users', 'due', 'binding', 'version', 'decision', 'decisionResult', 'form', 'roles', 'office', 'deadline', 'panel',
  'prefill', 'handler', 'letter', 'result', 'correlationKey', 'calendar', 'before',
];

export default {
  name: 'CaseFlow',
  uri: 'urn:caseflow:bpmn:1',
  prefix: 'caseflow',
  xml: { tagAlias: 'lowerCase' },
  types: [{
    name: 'Attributes',
    extends: ['bpmn:BaseElement'],
    properties: names.map(name => ({ name, isAttr: true, type: 'String' })),
  }],
};
