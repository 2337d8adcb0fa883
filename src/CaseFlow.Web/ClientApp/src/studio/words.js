// What the libraries of the modeller say in English, in the two other languages. What is not here stays English in no
// place that a person is meant to use: the palette, the menus and the panel are covered.
export const words = {
  kk: {
    'Activate hand tool': 'Сызбаны жылжыту', 'Activate lasso tool': 'Бірнешеуін белгілеу', 'Activate create/remove space tool': 'Орын қосу немесе алу',
    'Activate global connect tool': 'Элементтерді байланыстыру', 'Create start event': 'Бастау оқиғасы', 'Create intermediate/boundary event': 'Аралық оқиға',
    'Create end event': 'Аяқтау оқиғасы', 'Create gateway': 'Шлюз', 'Create task': 'Қадам', 'Create expanded sub-process': 'Кіші процесс',
    'Create data object reference': 'Дерек', 'Create data store reference': 'Дерекқор', 'Create pool/participant': 'Қатысушы', 'Create group': 'Топ',
    'Create element': 'Элемент қосу', 'Append end event': 'Аяқтауды қосу', 'Append gateway': 'Шлюз қосу', 'Append task': 'Қадам қосу',
    'Append intermediate/boundary event': 'Аралық оқиға қосу', 'Append element': 'Элемент қосу', 'Append text annotation': 'Түсініктеме қосу', 'Add text annotation': 'Түсініктеме қосу',
    'Change element': 'Түрін өзгерту', 'Change type': 'Түрін өзгерту', 'Delete': 'Жою', 'Remove': 'Жою', 'Connect to other element': 'Басқа элементпен байланыстыру', 'Set color': 'Түс',
    'Connect using sequence/message flow or association': 'Байланыстыру', 'Connect using association': 'Байланыстыру', 'Connect using data input association': 'Дерекпен байланыстыру',
    'Task': 'Қадам', 'User task': 'Қызметкердің тапсырмасы', 'Service task': 'Жүйе орындайды', 'Send task': 'Хабар жіберу', 'Receive task': 'Хабарды күту', 'Manual task': 'Қолмен орындау',
    'Business rule task': 'Шешім кестесі', 'Script task': 'Есептеу', 'Call activity': 'Басқа процесті шақыру', 'Transaction': 'Транзакция', 'Event sub-process': 'Оқиға бойынша кіші процесс',
    'Sub-process (collapsed)': 'Кіші процесс (жиылған)', 'Sub-process (expanded)': 'Кіші процесс', 'Sub-process': 'Кіші процесс',
    'Exclusive gateway': 'Бір жол', 'Parallel gateway': 'Барлық жол', 'Inclusive gateway': 'Шарты орындалған жолдар', 'Event-based gateway': 'Оқиға шешеді', 'Complex gateway': 'Күрделі шлюз',
    'Start event': 'Бастау', 'End event': 'Аяқтау', 'Intermediate throw event': 'Аралық оқиға', 'Intermediate catch event': 'Күту', 'Boundary event': 'Шекара оқиғасы',
    'Message start event': 'Хабармен бастау', 'Timer start event': 'Таймермен бастау', 'Conditional start event': 'Шартпен бастау', 'Signal start event': 'Сигналмен бастау',
    'Message intermediate catch event': 'Хабарды күту', 'Message intermediate throw event': 'Хабар жіберу', 'Timer intermediate catch event': 'Уақытты күту', 'Escalation intermediate throw event': 'Эскалация',
    'Conditional intermediate catch event': 'Шартты күту', 'Link intermediate catch event': 'Сілтеме мақсаты', 'Link intermediate throw event': 'Сілтеме', 'Signal intermediate catch event': 'Сигналды күту',
    'Signal intermediate throw event': 'Сигнал', 'Message end event': 'Хабармен аяқтау', 'Escalation end event': 'Эскалациямен аяқтау', 'Error end event': 'Қатемен аяқтау', 'Cancel end event': 'Бас тартумен аяқтау',
    'Compensation end event': 'Өтемақымен аяқтау', 'Signal end event': 'Сигналмен аяқтау', 'Terminate end event': 'Бәрін аяқтау', 'Compensation intermediate throw event': 'Өтемақы',
    'Message boundary event': 'Хабар келгенде', 'Timer boundary event': 'Мерзім біткенде (тоқтатады)', 'Timer boundary event (non-interrupting)': 'Мерзім біткенде (қатар)', 'Escalation boundary event': 'Эскалация келгенде',
    'Conditional boundary event': 'Шарт орындалғанда', 'Error boundary event': 'Қате болғанда', 'Signal boundary event': 'Сигнал келгенде', 'Compensation boundary event': 'Өтемақы',
    'Message boundary event (non-interrupting)': 'Хабар келгенде (қатар)', 'Escalation boundary event (non-interrupting)': 'Эскалация (қатар)', 'Conditional boundary event (non-interrupting)': 'Шарт (қатар)', 'Signal boundary event (non-interrupting)': 'Сигнал (қатар)',
    'Sequence flow': 'Байланыс', 'Default flow': 'Әдепкі жол', 'Conditional flow': 'Шартты жол', 'Parallel multi-instance': 'Бәріне қатар', 'Sequential multi-instance': 'Бірінен соң бірі', 'Loop': 'Қайталау', 'Ad-hoc': 'Еркін',
    'Search in diagram': 'Сызбадан іздеу', 'Search': 'Іздеу', 'Align elements': 'Туралау', 'Distribute elements horizontally': 'Көлденең тарату', 'Distribute elements vertically': 'Тігінен тарату',
    'General': 'Негізгі', 'Documentation': 'Түсіндірме', 'Name': 'Сызбадағы атауы', 'ID': 'Идентификатор', 'Element documentation': 'Элементтің түсіндірмесі', 'Process documentation': 'Процестің түсіндірмесі', 'Executable': 'Орындалады', 'Process ID': 'Процестің идентификаторы', 'Process name': 'Процестің атауы',
    'Timer': 'Таймер', 'Type': 'Түрі', 'Value': 'Мәні', 'Date': 'Күні', 'Duration': 'Ұзақтығы', 'Cycle': 'Қайталау', '<none>': '–', 'Message': 'Хабар', 'Global message reference': 'Хабар', 'Create new ...': 'Жаңасын жасау…',
    'Signal': 'Сигнал', 'Global signal reference': 'Сигнал', 'Error': 'Қате', 'Global error reference': 'Қате', 'Code': 'Коды', 'Escalation': 'Эскалация', 'Global escalation reference': 'Эскалация', 'Link': 'Сілтеме', 'Compensation': 'Өтемақы',
    'Wait for completion': 'Аяқталуын күту', 'Activity reference': 'Қадам', 'Multi-instance': 'Бірнеше рет', 'Loop cardinality': 'Қанша рет', 'Completion condition': 'Аяқталу шарты', 'ID must be unique.': 'Идентификатор қайталанбауы тиіс.', 'ID must not be empty.': 'Идентификатор бос болмауы тиіс.',
    'Select an element to edit its properties.': 'Қасиеттерін өзгерту үшін элементті таңдаңыз.', 'Multiple elements selected. Select a single element to edit its properties.': 'Бір ғана элементті таңдаңыз.', 'Toggle section': 'Бөлімді ашу', 'Toggle token simulation': 'Токенді жүргізу',
    'Token Simulation': 'Токенді жүргізу', 'Open minimap': 'Шағын сызба', 'No elements to select': 'Таңдайтын ештеңе жоқ', 'Open {element}': '{element} ашу', 'Element': 'Элемент', 'Process': 'Процесс', 'No Issues': 'Сызба ұқыпты', '{errors} Errors, {warnings} Warnings': 'Сызба бойынша ескертулер: {warnings}', 'Toggle linting overlays': 'Сызба бойынша ескертулер', 'Issues for child elements': 'Ішкі элементтер',
  },
  ru: {
    'Activate hand tool': 'Двигать схему', 'Activate lasso tool': 'Выделить несколько', 'Activate create/remove space tool': 'Добавить или убрать место',
    'Activate global connect tool': 'Соединить элементы', 'Create start event': 'Начальное событие', 'Create intermediate/boundary event': 'Промежуточное событие',
    'Create end event': 'Завершающее событие', 'Create gateway': 'Шлюз', 'Create task': 'Шаг', 'Create expanded sub-process': 'Подпроцесс',
    'Create data object reference': 'Данные', 'Create data store reference': 'Хранилище данных', 'Create pool/participant': 'Участник', 'Create group': 'Группа',
    'Create element': 'Добавить элемент', 'Append end event': 'Добавить завершение', 'Append gateway': 'Добавить шлюз', 'Append task': 'Добавить шаг',
    'Append intermediate/boundary event': 'Добавить промежуточное событие', 'Append element': 'Добавить элемент', 'Append text annotation': 'Добавить примечание', 'Add text annotation': 'Добавить примечание',
    'Change element': 'Изменить вид', 'Change type': 'Изменить вид', 'Delete': 'Удалить', 'Remove': 'Удалить', 'Connect to other element': 'Соединить с другим элементом', 'Set color': 'Цвет',
    'Connect using sequence/message flow or association': 'Соединить', 'Connect using association': 'Соединить', 'Connect using data input association': 'Соединить с данными',
    'Task': 'Шаг', 'User task': 'Задача сотрудника', 'Service task': 'Выполняет система', 'Send task': 'Отправка сообщения', 'Receive task': 'Ожидание сообщения', 'Manual task': 'Ручная работа',
    'Business rule task': 'Таблица решений', 'Script task': 'Вычисление', 'Call activity': 'Вызов другого процесса', 'Transaction': 'Транзакция', 'Event sub-process': 'Подпроцесс по событию',
    'Sub-process (collapsed)': 'Подпроцесс (свёрнутый)', 'Sub-process (expanded)': 'Подпроцесс', 'Sub-process': 'Подпроцесс',
    'Exclusive gateway': 'Один путь', 'Parallel gateway': 'Все пути', 'Inclusive gateway': 'Пути с выполненным условием', 'Event-based gateway': 'Решает событие', 'Complex gateway': 'Сложный шлюз',
    'Start event': 'Начало', 'End event': 'Завершение', 'Intermediate throw event': 'Промежуточное событие', 'Intermediate catch event': 'Ожидание', 'Boundary event': 'Событие на границе',
    'Message start event': 'Начало по сообщению', 'Timer start event': 'Начало по таймеру', 'Conditional start event': 'Начало по условию', 'Signal start event': 'Начало по сигналу',
    'Message intermediate catch event': 'Ожидание сообщения', 'Message intermediate throw event': 'Отправка сообщения', 'Timer intermediate catch event': 'Ожидание времени', 'Escalation intermediate throw event': 'Эскалация',
    'Conditional intermediate catch event': 'Ожидание условия', 'Link intermediate catch event': 'Цель ссылки', 'Link intermediate throw event': 'Ссылка', 'Signal intermediate catch event': 'Ожидание сигнала',
    'Signal intermediate throw event': 'Сигнал', 'Message end event': 'Завершение сообщением', 'Escalation end event': 'Завершение эскалацией', 'Error end event': 'Завершение ошибкой', 'Cancel end event': 'Завершение отменой',
    'Compensation end event': 'Завершение компенсацией', 'Signal end event': 'Завершение сигналом', 'Terminate end event': 'Завершить всё', 'Compensation intermediate throw event': 'Компенсация',
    'Message boundary event': 'При сообщении', 'Timer boundary event': 'По сроку (прерывает)', 'Timer boundary event (non-interrupting)': 'По сроку (рядом)', 'Escalation boundary event': 'При эскалации',
    'Conditional boundary event': 'При условии', 'Error boundary event': 'При ошибке', 'Signal boundary event': 'При сигнале', 'Compensation boundary event': 'Компенсация',
    'Message boundary event (non-interrupting)': 'При сообщении (рядом)', 'Escalation boundary event (non-interrupting)': 'При эскалации (рядом)', 'Conditional boundary event (non-interrupting)': 'При условии (рядом)', 'Signal boundary event (non-interrupting)': 'При сигнале (рядом)',
    'Sequence flow': 'Связь', 'Default flow': 'Путь по умолчанию', 'Conditional flow': 'Путь с условием', 'Parallel multi-instance': 'Для всех сразу', 'Sequential multi-instance': 'Один за другим', 'Loop': 'Повторение', 'Ad-hoc': 'Произвольно',
    'Search in diagram': 'Поиск на схеме', 'Search': 'Поиск', 'Align elements': 'Выровнять', 'Distribute elements horizontally': 'Распределить по горизонтали', 'Distribute elements vertically': 'Распределить по вертикали',
    'General': 'Основное', 'Documentation': 'Пояснение', 'Name': 'Название на схеме', 'ID': 'Идентификатор', 'Element documentation': 'Пояснение к элементу', 'Process documentation': 'Пояснение к процессу', 'Executable': 'Исполняется', 'Process ID': 'Идентификатор процесса', 'Process name': 'Название процесса',
    'Timer': 'Таймер', 'Type': 'Вид', 'Value': 'Значение', 'Date': 'Дата', 'Duration': 'Длительность', 'Cycle': 'Повторение', '<none>': '–', 'Message': 'Сообщение', 'Global message reference': 'Сообщение', 'Create new ...': 'Создать…',
    'Signal': 'Сигнал', 'Global signal reference': 'Сигнал', 'Error': 'Ошибка', 'Global error reference': 'Ошибка', 'Code': 'Код', 'Escalation': 'Эскалация', 'Global escalation reference': 'Эскалация', 'Link': 'Ссылка', 'Compensation': 'Компенсация',
    'Wait for completion': 'Ждать завершения', 'Activity reference': 'Шаг', 'Multi-instance': 'Несколько раз', 'Loop cardinality': 'Сколько раз', 'Completion condition': 'Условие завершения', 'ID must be unique.': 'Идентификатор не должен повторяться.', 'ID must not be empty.': 'Идентификатор не может быть пустым.',
    'Select an element to edit its properties.': 'Выберите элемент, чтобы изменить его свойства.', 'Multiple elements selected. Select a single element to edit its properties.': 'Выберите один элемент.', 'Toggle section': 'Открыть раздел', 'Toggle token simulation': 'Пройти токеном',
    'Token Simulation': 'Пройти токеном', 'Open minimap': 'Мини-схема', 'No elements to select': 'Выбирать нечего', 'Open {element}': 'Открыть {element}', 'Element': 'Элемент', 'Process': 'Процесс', 'No Issues': 'Схема аккуратна', '{errors} Errors, {warnings} Warnings': 'Замечаний к схеме: {warnings}', 'Toggle linting overlays': 'Замечания к схеме', 'Issues for child elements': 'Внутренние элементы',
  },
};

/** The kinds of elements as the heading of the properties panel writes them: «User Task». */
export function kinds(language) {
  const known = Object.entries(words[language] ?? {});
  const headed = text => text.replace(/-/g, ' ').replace(/\b[a-z]/g, letter => letter.toUpperCase());
  return known.length === 0 ? null : Object.fromEntries(known.map(([text, word]) => [headed(text), word]));
}

/** A module for bpmn-js that puts its words into the page's language. */
export function translation(language) {
  const known = words[language] ?? {};
  const translate = (template, replacements = {}) => (known[template] ?? template).replace(/\{([^}]+)\}/g, (_, key) => replacements[key] ?? `{${key}}`);
  return { translate: ['value', translate] };
}
