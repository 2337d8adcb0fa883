/**
 * Keeps a progress bar up to date, and opens the page anew when it is over. Without it the page has a link for that.
 *
 * data-progress   address that answers { done, total, text, over }
 */
const pause = 2000;

export function follow(element) {
  const bar = element.querySelector('progress');
  const text = element.querySelector('[role=status]');
  async function look() {
    try {
      const answer = await fetch(element.dataset.progress, { headers: { Accept: 'application/json' } });
      if (!answer.ok) {
        return;
      }
      const state = await answer.json();
      bar.max = state.total;
      bar.value = state.done;
      if (text.textContent !== state.text) {
        text.textContent = state.text;
      }
      if (state.over) {
        location.reload();
        return;
      }
    } catch (error) {
      console.error(error);
    }
    setTimeout(look, pause);
  }
  setTimeout(look, pause);
}
