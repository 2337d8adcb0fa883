// Saves the draft of a task a few seconds after the last key, and when the person leaves. The server answers with the
// words to show; without this script a draft is simply not kept.
const PAUSE = 3000;
const AGAIN = 15000;

export function autosave(root) {
  root.querySelectorAll('form[data-autosave]').forEach(form => {
    const state = form.querySelector('[data-autosave-state]');
    let timer = 0;
    let dirty = false;
    let sending = false;

    const save = async () => {
      timer = 0;
      if (!dirty || sending) {
        return;
      }
      dirty = false;
      sending = true;
      let words = form.dataset.autosaveFailed;
      try {
        const answer = await fetch(form.dataset.autosave, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'error' });
        if (answer.headers.get('content-type')?.startsWith('text/plain')) {
          words = await answer.text();
        }
        dirty ||= !answer.ok && answer.status >= 500;
      } catch {
        dirty = true;
      }
      sending = false;
      state.textContent = words;
      if (dirty) {
        later(AGAIN);
      }
    };

    const later = pause => {
      clearTimeout(timer);
      timer = setTimeout(save, pause);
    };

    form.addEventListener('input', () => {
      dirty = true;
      later(PAUSE);
    });
    // What is sent now must not wait for an answer: the page may never be shown again.
    const leave = () => {
      if (dirty) {
        dirty = false;
        clearTimeout(timer);
        navigator.sendBeacon(form.dataset.autosave, new URLSearchParams(new FormData(form)));
      }
    };
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
    root.addEventListener('submit', ({ target }) => {
      if (target === form || target.matches('[data-autosave-off]')) {
        dirty = false;
        clearTimeout(timer);
      } else {
        leave();
      }
    });
  });
}
