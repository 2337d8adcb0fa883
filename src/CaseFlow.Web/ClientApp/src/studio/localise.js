// The editors of forms and tables have no place for another language: what they write into the page is replaced there.
const words = {
  kk: {
    'Components': 'Құрамы', 'Search components': 'Іздеу', 'Input': 'Енгізу', 'Selection': 'Таңдау', 'Text field': 'Жол', 'Text area': 'Мәтін', 'Number': 'Сан', 'Date time': 'Күн', 'Checkbox': 'Белгі',
    'Radio group': 'Біреуін таңдау', 'Select': 'Тізім', 'Form': 'Нысан', 'FORM': 'НЫСАН', 'General': 'Негізгі', 'Validation': 'Тексеру', 'Condition': 'Шарт', 'Layout': 'Орналасуы', 'Appearance': 'Көрінісі', 'Custom properties': 'Өз қасиеттері',
    'Field label': 'Сұрақ', 'Field description': 'Түсіндірме', 'Key': 'Кілт', 'Default value': 'Бастапқы мәні', 'Required': 'Міндетті', 'Minimum length': 'Ең аз ұзындығы', 'Maximum length': 'Ең көп ұзындығы', 'Minimum': 'Ең азы', 'Maximum': 'Ең көбі',
    'Read only': 'Тек оқу', 'Disabled': 'Өзгертілмейді', 'Options source': 'Нұсқалардың көзі', 'Static options': 'Нұсқалар', 'Input data': 'Беттен алынатын тізім', 'Label': 'Жазуы', 'Value': 'Мәні', 'Hide if': 'Жасырылады, егер', 'Deactivate if': 'Жасырылады, егер', 'Subtype': 'Түрі',
    'Date': 'Күні', 'Time': 'Уақыты', 'Date & Time': 'Күні мен уақыты', 'Date label': 'Сұрақ', 'Type': 'Түрі', 'Create': 'Қосу', 'ID': 'Идентификатор', 'Drag and drop components here to start designing.': 'Құрамды осында сүйреңіз.', 'Build your form': 'Нысанды құрастырыңыз',
    'View DRD': 'Шешімдер сызбасы', 'Hit policy:': 'Таңдау тәртібі:', 'When': 'Егер', 'Then': 'Онда', 'And': 'және', 'Annotations': 'Ескертпе', 'Output': 'Нәтиже', 'Unique': 'Біреу ғана', 'First': 'Бірінші', 'Priority': 'Басымдық', 'Any': 'Кез келген', 'Collect': 'Бәрі', 'Rule order': 'Реті бойынша', 'Output order': 'Нәтиже реті бойынша',
  },
  ru: {
    'Components': 'Составные части', 'Search components': 'Поиск', 'Input': 'Ввод', 'Selection': 'Выбор', 'Text field': 'Строка', 'Text area': 'Текст', 'Number': 'Число', 'Date time': 'День', 'Checkbox': 'Отметка',
    'Radio group': 'Одно из', 'Select': 'Список', 'Form': 'Форма', 'FORM': 'ФОРМА', 'General': 'Основное', 'Validation': 'Проверка', 'Condition': 'Условие', 'Layout': 'Расположение', 'Appearance': 'Вид', 'Custom properties': 'Свои свойства',
    'Field label': 'Вопрос', 'Field description': 'Пояснение', 'Key': 'Ключ', 'Default value': 'Начальное значение', 'Required': 'Обязательно', 'Minimum length': 'Наименьшая длина', 'Maximum length': 'Наибольшая длина', 'Minimum': 'Наименьшее', 'Maximum': 'Наибольшее',
    'Read only': 'Только чтение', 'Disabled': 'Не меняется', 'Options source': 'Откуда варианты', 'Static options': 'Варианты', 'Input data': 'Список от страницы', 'Label': 'Надпись', 'Value': 'Значение', 'Hide if': 'Скрыть, если', 'Deactivate if': 'Скрыть, если', 'Subtype': 'Вид',
    'Date': 'День', 'Time': 'Время', 'Date & Time': 'День и время', 'Date label': 'Вопрос', 'Type': 'Вид', 'Create': 'Добавить', 'ID': 'Идентификатор', 'Drag and drop components here to start designing.': 'Перетащите сюда составные части.', 'Build your form': 'Составьте форму',
    'View DRD': 'Схема решений', 'Hit policy:': 'Порядок выбора:', 'When': 'Если', 'Then': 'То', 'And': 'и', 'Annotations': 'Примечания', 'Output': 'Результат', 'Unique': 'Единственное', 'First': 'Первое', 'Priority': 'По важности', 'Any': 'Любое', 'Collect': 'Все', 'Rule order': 'По порядку', 'Output order': 'По порядку результатов',
  },
};

const ATTRIBUTES = ['placeholder', 'title', 'aria-label'];

/** Keeps what is in an element in the page's language, also what is drawn later. */
export function localise(root, known = words[document.documentElement.lang]) {
  if (!known) {
    return;
  }
  const text = node => {
    const word = known[node.data.trim()];
    if (word) {
      node.data = word;
    }
  };
  const inside = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      text(node);
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches('textarea, [contenteditable=true]')) {
      for (const name of ATTRIBUTES) {
        const word = known[node.getAttribute(name)];
        if (word) {
          node.setAttribute(name, word);
        }
      }
      node.childNodes.forEach(inside);
    }
  };
  inside(root);
  new MutationObserver(changes => changes.forEach(({ type, target, addedNodes }) => {
    if (type === 'characterData') {
      text(target);
    } else {
      addedNodes.forEach(inside);
    }
  })).observe(root, { childList: true, characterData: true, subtree: true });
}
