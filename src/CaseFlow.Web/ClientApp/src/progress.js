// Work that goes on beside the page: its part is fetched again until it is done. Without this a link does the same.
const pause = 1500;

export function follow(element) {
  const look = async () => {
    const answer = await fetch(element.dataset.progress, { headers: { Accept: 'text/html' } }).catch(() => null);
    if (answer?.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-progress]');
      if (!fresh?.dataset.progress) {
        // Done: buttons outside this part have changed too.
        location.reload();
        return;
      }
      const focused = element.contains(document.activeElement);
      element.replaceChildren(...fresh.childNodes);
      if (focused) {
        element.querySelector('a')?.focus();
      }
    }
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
}
