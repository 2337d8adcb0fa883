// The groups of the properties panel that are CaseFlow's own. What can be chosen comes from the server: the handlers, roles
// and panels of this installation, the forms, letters and decisions of this draft, the terms of its service.
import { h } from '@bpmn-io/properties-panel/preact';
import { CheckboxEntry, SelectEntry, TextAreaEntry, TextFieldEntry, isSelectEntryEdited, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';
import { getBusinessObject, is, isAny } from 'bpmn-js/lib/util/ModelUtil';

const list = text => (text ?? '').split(',').map(part => part.trim()).filter(Boolean);

/** The definition of a timer event; undefined: the element is none. */
const timerOf = element => getBusinessObject(element).eventDefinitions?.find(one => one.$type === 'bpmn:TimerEventDefinition');

function attribute(name, of = getBusinessObject) {
  return {
    get: element => of(element)?.get(`caseflow:${name}`) ?? '',
    set: (modeling, element, value) => modeling.updateModdleProperties(element, of(element), { [`caseflow:${name}`]: value || undefined }),
  };
}

// The panel makes its entries anew after each change, and a new component is a new field: it would take the focus and what was
// being typed with it. So the components stand here once, and an entry brings what it shows.

/** A choice among known ids; one that is there and not known is offered too, so that it is not lost unseen. */
function Select({ id, element, label, property, options, description }) {
  const modeling = useService('modeling');
  const current = property.get(element);
  const known = options.some(option => option.id === current);
  return h(SelectEntry, {
    id,
    element,
    label,
    description,
    getValue: () => property.get(element),
    setValue: value => property.set(modeling, element, value),
    getOptions: () => [
      { value: '', label: '–' },
      ...options.map(option => ({ value: option.id, label: option.name === option.id ? option.id : `${option.name} (${option.id})` })),
      ...(known || !current ? [] : [{ value: current, label: current }]),
    ],
  });
}

const select = (id, label, property, options, description) => ({ id, label, property, options, description, component: Select, isEdited: isSelectEntryEdited });

function Field({ id, element, label, property, description, Entry }) {
  const modeling = useService('modeling');
  const debounce = useService('debounceInput');
  return h(Entry, {
    id, element, label, description, debounce, getValue: () => property.get(element), setValue: value => property.set(modeling, element, value),
  });
}

const field = (id, label, property, description, Entry = TextFieldEntry) => ({ id, label, property, description, Entry, component: Field, isEdited: isTextFieldEntryEdited });

const roles = attribute('roles');

function Role({ id, element, option }) {
  const modeling = useService('modeling');
  const chosen = list(roles.get(element));
  return h(CheckboxEntry, {
    id,
    element,
    label: option.name,
    getValue: () => chosen.includes(option.id),
    setValue: on => roles.set(modeling, element, (on ? [...chosen, option.id] : chosen.filter(one => one !== option.id)).join(',')),
  });
}

const role = option => ({ id: `role-${option.id}`, option, component: Role });

/**
 * The element's text in one language, saved into texts.yaml at once. What stands on the drawing is its Kazakh text until there is
 * another, and the drawing follows as long as both say the same: nobody has to write a name twice.
 */
function Name({ id, element, label, language, names }) {
  const modeling = useService('modeling');
  const debounce = useService('debounceInput');
  const known = () => {
    const { id: of, name: drawn = '' } = getBusinessObject(element);
    return { of, drawn, texts: { kk: drawn, ...names.get(of) } };
  };
  return h(TextFieldEntry, {
    id,
    element,
    label,
    debounce,
    getValue: () => known().texts[language] ?? '',
    setValue: (value = '') => {
      const { of, drawn, texts } = known();
      names.set(of, { ...texts, [language]: value });
      if (language === 'kk' && drawn === texts.kk) {
        modeling.updateProperties(element, { name: value || undefined });
      }
    },
  });
}

const name = (language, label, names) => ({ id: `name-${language}`, language, label, names, component: Name, isEdited: isTextFieldEntryEdited });

const body = {
  get: element => getBusinessObject(element).conditionExpression?.get('body') ?? '',
  set: (modeling, element, value, injector) => modeling.updateProperties(element, {
    conditionExpression: value ? injector.get('moddle').create('bpmn:FormalExpression', { body: value }) : undefined,
  }),
};

export default class CaseFlowProperties {
  constructor(config, propertiesPanel, injector) {
    this.choices = config.choices;
    this.texts = config.texts;
    this.names = config.names;
    this.injector = injector;
    propertiesPanel.registerProvider(400, this);
  }

  getGroups(element) {
    return groups => [...this.own(element).filter(group => group.entries.length > 0), ...groups];
  }

  own(element) {
    const { texts } = this;
    const group = (id, entries) => ({ id: `caseflow-${id}`, label: texts.group[id], entries, shouldOpen: id === 'names' || id === 'who' });
    return [group('names', this.nameEntries(element)), group('who', this.who(element)), group('form', this.form(element)),
      group('work', this.work(element)), group('term', this.term(element)), group('condition', this.condition(element))];
  }

  nameEntries(element) {
    if (isAny(element, ['bpmn:Collaboration', 'bpmn:TextAnnotation', 'bpmn:Group', 'bpmn:Lane', 'bpmn:Association']) || !isAny(element, ['bpmn:FlowElement', 'bpmn:Process'])) {
      return [];
    }
    return ['kk', 'ru', 'en'].map(language => name(language, this.texts.language[language], this.names));
  }

  who(element) {
    if (!is(element, 'bpmn:UserTask')) {
      return [];
    }
    return [
      ...this.choices.roles.map(role),
      field('assignee', this.texts.assignee, attribute('assignee')),
      select('office', this.texts.office, attribute('office'), this.choices.offices),
    ];
  }

  form(element) {
    if (!is(element, 'bpmn:UserTask')) {
      return [];
    }
    return [
      select('form', this.texts.form, attribute('form'), this.choices.forms),
      select('panel', this.texts.panel, attribute('panel'), this.choices.panels),
      select('prefill', this.texts.prefill, attribute('prefill'), [{ id: 'none', name: this.texts.prefillNone }]),
    ];
  }

  work(element) {
    const result = field('result', this.texts.result, attribute('result'), this.texts.resultHint);
    if (isAny(element, ['bpmn:ServiceTask', 'bpmn:SendTask'])) {
      return [
        select('handler', this.texts.handler, attribute('handler'), this.choices.handlers),
        select('letter', this.texts.letter, attribute('letter'), this.choices.letters),
      ];
    }
    if (is(element, 'bpmn:BusinessRuleTask')) {
      return [select('decision', this.texts.decision, attribute('decision'), this.choices.decisions), result];
    }
    if (is(element, 'bpmn:ScriptTask')) {
      const plain = name => ({
        get: one => getBusinessObject(one).get(name) ?? '',
        set: (modeling, one, value) => modeling.updateProperties(one, { [name]: value || undefined }),
      });
      return [field('scriptFormat', this.texts.scriptFormat, plain('scriptFormat'), 'feel'), field('script', this.texts.script, plain('script'), undefined, TextAreaEntry), result];
    }
    return [];
  }

  term(element) {
    if (is(element, 'bpmn:UserTask')) {
      return [select('deadline', this.texts.deadline, attribute('deadline'), this.choices.deadlines), field('due', this.texts.due, attribute('due'), this.texts.dueHint)];
    }
    if (is(element, 'bpmn:Event') && timerOf(element)) {
      return [
        select('deadline', this.texts.deadline, attribute('deadline', timerOf), this.choices.deadlines, this.texts.deadlineHint),
        field('before', this.texts.before, attribute('before', timerOf), this.texts.beforeHint),
        select('calendar', this.texts.calendar, attribute('calendar', timerOf), [{ id: 'working', name: this.texts.calendarWorking }]),
      ];
    }
    return [];
  }

  condition(element) {
    const source = is(element, 'bpmn:SequenceFlow') ? element.source : null;
    if (!source || !isAny(source, ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:Activity'])) {
      return [];
    }
    const property = { get: body.get, set: (modeling, one, value) => body.set(modeling, one, value, this.injector) };
    return [field('condition', this.texts.condition, property, this.texts.conditionHint, TextAreaEntry)];
  }
}

CaseFlowProperties.$inject = ['config.caseflow', 'propertiesPanel', 'injector'];
