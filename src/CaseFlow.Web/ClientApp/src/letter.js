// Shows the pages of a letter while its text is written. Without this script the button beside the text does the same.
const PAUSE = 800;

/**
 * data-letter       address that answers the text with { pages: [data URI], wrong: string | null }
 * data-letter-page  what a page's picture is called, with {0} for its number
 */
export function preview(root) {
  const form = root.querySelector('form');
  const text = form.querySelector('textarea');
  const pages = root.querySelector('[data-letter-pages]');
  const wrong = root.querySelector('[data-letter-wrong]');
  let timer = 0;
  let asked = 0;

  const look = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(root.dataset.letter, { method: 'POST', body: new FormData(form), redirect: 'error' });
      if (!answer.ok || mine !== asked) {
        return;
      }
      const shown = await answer.json();
      wrong.textContent = shown.wrong ?? '';
      // With a mistake the last good pages stay: somebody who types a tag must not lose the picture at each letter.
      if (!shown.wrong) {
        pages.replaceChildren(...shown.pages.map((src, at) => Object.assign(document.createElement('img'), {
          className: 'cf-letter-preview__page', src, alt: root.dataset.letterPage.replace('{0}', at + 1),
        })));
      }
    } catch {
      // A line that is down for a moment: the next key asks again.
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  };
  text?.addEventListener('input', soon);
  // Somebody was quicker than this script, on a slow line say.
  if (text && text.value !== text.defaultValue) {
    soon();
  }
}
