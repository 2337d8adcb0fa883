// One file of a draft in an editor: it is saved a moment after the last change, by the revision on which it was made. What
// is not saved yet also lies in the browser's own storage, so that neither a lost connection nor a closed window loses it.
const PAUSE = 1500;
const AGAIN = [3000, 6000, 12000, 30000];

export class DraftFile {
  /**
   * @param {HTMLElement} host  with data-file (address), data-revision, data-texts (JSON), and inside it [data-status],
   *                            [data-conflict] and [data-problems]
   * @param {{ read: () => Promise<string>, show: (content: string) => Promise<void>, problems?: (list: object[]) => void }} editor
   */
  constructor(host, editor) {
    this.host = host;
    this.editor = editor;
    this.address = host.dataset.file;
    this.revision = Number(host.dataset.revision);
    this.texts = JSON.parse(host.dataset.texts);
    this.token = host.querySelector('input[name=__RequestVerificationToken]').value;
    this.status = host.querySelector('[data-status]');
    this.key = `caseflow:${this.address}`;
    this.dirty = false;
    this.sending = false;
    this.stopped = false;
    this.failures = 0;
    addEventListener('beforeunload', event => {
      if (this.dirty || this.sending) {
        event.preventDefault();
      }
    });
  }

  /** Fetches the file as it is on the server. */
  async load() {
    const answer = await fetch(this.address, { cache: 'no-store' });
    if (!answer.ok) {
      throw new Error(`The file was refused with ${answer.status}`);
    }
    return answer.text();
  }

  /** What this browser kept because it could not be saved; null: nothing. */
  kept(content) {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && kept.content !== content ? kept : null;
    } catch {
      return null;
    }
  }

  /** Offers what this browser kept, if it is not what the server has. */
  offer(content) {
    const kept = this.kept(content);
    if (!kept) {
      this.forget();
      return;
    }
    this.ask(this.texts.kept, [
      [this.texts.keepIt, async () => {
        await this.editor.show(kept.content);
        this.changed();
      }],
      [this.texts.dropIt, () => this.forget()],
    ]);
  }

  /** To be called after every change. */
  changed() {
    if (this.stopped) {
      return;
    }
    this.dirty = true;
    this.say(this.texts.changed);
    this.later(PAUSE);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save() {
    if (!this.dirty || this.sending || this.stopped) {
      return;
    }
    this.dirty = false;
    this.sending = true;
    let content = null;
    try {
      content = await this.editor.read();
      this.keep(content);
      const [status, answer] = await this.post('', content);
      this.failures = 0;
      this.answered(status, answer, content);
    } catch (error) {
      console.error(error);
      this.dirty = true;
      this.say(this.texts.offline);
      this.later(AGAIN[Math.min(this.failures++, AGAIN.length - 1)]);
    } finally {
      this.sending = false;
      if (this.dirty && this.failures === 0) {
        this.later(PAUSE);
      }
    }
    if (content !== null) {
      this.check(content);
    }
  }

  answered(status, answer, content) {
    if (answer.result === 'saved') {
      this.revision = answer.revision;
      this.say(answer.words);
      if (!this.dirty) {
        this.forget();
      }
    } else if (answer.result === 'conflict') {
      this.conflict(answer, content);
    } else {
      // Saving again would be refused again: the content stays in this browser, and can be downloaded.
      this.stopped = true;
      this.ask(answer.words, [[this.texts.download, () => this.download(content)]]);
    }
  }

  conflict(answer, mine) {
    this.stopped = true;
    const go = async work => {
      this.revision = answer.revision;
      this.stopped = false;
      await work();
    };
    const choices = [
      [this.texts.keepMine, () => go(() => {
        this.dirty = true;
        return this.save();
      })],
      [this.texts.downloadMine, () => {
        this.download(mine);
        return false;
      }],
    ];
    if (answer.content !== undefined && answer.content !== null) {
      choices.unshift([this.texts.takeTheirs, () => go(async () => {
        await this.editor.show(answer.content);
        this.dirty = false;
        this.forget();
        this.say(this.texts.taken);
        this.check(answer.content);
      })]);
    }
    this.say(answer.words);
    this.ask(answer.words, choices);
  }

  /** Asks the server what is wrong with the draft if the file is like this. */
  async check(content) {
    try {
      const [, answer] = await this.post('Check', content);
      this.editor.problems?.(answer.problems);
      return answer.problems;
    } catch (error) {
      console.error(error);
      return null;
    }
  }

  /** @returns {Promise<[number, object]>} */
  async post(handler, content, fields = {}) {
    const form = new FormData();
    form.set('Revision', String(this.revision));
    form.set('content', new Blob([content], { type: 'application/octet-stream' }), 'content');
    for (const [name, value] of Object.entries(fields)) {
      form.set(name, value);
    }
    const address = handler ? `${this.address}&handler=${handler}` : this.address;
    const answer = await fetch(address, { method: 'POST', body: form, headers: { RequestVerificationToken: this.token }, redirect: 'error' });
    if (!answer.headers.get('content-type')?.startsWith('application/json')) {
      throw new Error(`The server answered ${answer.status}`);
    }
    return [answer.status, await answer.json()];
  }

  /** Asks in the panel; each choice closes it, unless its work returns false. */
  ask(words, choices) {
    const panel = this.host.querySelector('[data-conflict]');
    const text = Object.assign(document.createElement('p'), { className: 'govuk-body', textContent: words });
    const buttons = Object.assign(document.createElement('div'), { className: 'govuk-button-group' });
    for (const [label, work] of choices) {
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'govuk-button govuk-button--secondary', textContent: label });
      button.addEventListener('click', async () => {
        if (await work() !== false) {
          panel.hidden = true;
          panel.replaceChildren();
        }
      });
      buttons.append(button);
    }
    panel.replaceChildren(text, buttons);
    panel.hidden = false;
    panel.focus();
  }

  say(words) {
    this.status.textContent = words;
  }

  keep(content) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ content, revision: this.revision }));
    } catch {
      // A full storage must not stop the saving to the server.
    }
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  download(content, name = this.host.dataset.name, type = 'application/octet-stream') {
    download(content, name, type);
  }
}

/** Lets the browser keep a text as a file; it never leaves the computer. */
export function download(content, name, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/**
 * Writes the list of problems.
 *
 * @param {HTMLElement} list
 * @param {object[]} problems
 * @param {object} texts
 * @param {(problem: object) => (() => void) | null} act  what choosing an entry does; null: it only says
 */
export function showProblems(list, problems, texts, act) {
  if (problems.length === 0) {
    list.replaceChildren(Object.assign(document.createElement('li'), { className: 'cf-problem', textContent: texts.noProblem }));
    return;
  }
  list.replaceChildren(...problems.map(problem => {
    const item = Object.assign(document.createElement('li'), { className: 'cf-problem' });
    const kind = Object.assign(document.createElement('strong'), {
      className: `govuk-tag govuk-tag--${problem.isError ? 'red' : 'yellow'}`, textContent: problem.isError ? texts.error : texts.warning,
    });
    const work = act(problem);
    const place = Object.assign(document.createElement(work ? 'button' : 'code'), { textContent: problem.element || problem.path });
    if (work) {
      place.type = 'button';
      place.className = 'cf-problem__go';
      place.addEventListener('click', work);
    }
    const title = Object.assign(document.createElement('span'), { textContent: problem.title });
    item.append(kind, ' ', place, ' ', title);
    if (problem.detail) {
      const detail = Object.assign(document.createElement('span'), { className: 'cf-problem__detail', lang: 'en', textContent: problem.detail });
      item.append(detail);
    }
    return item;
  }));
}
