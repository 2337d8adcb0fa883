// What a library writes into the page without asking for its word is replaced there.
import { word } from './words.js';

const ATTRIBUTES = ['placeholder', 'title', 'aria-label'];

/** What a person writes or draws stays as it is. */
const OWN = 'textarea, [contenteditable=true], svg';

/** Keeps what is in an element in the page's language, also what is drawn later. */
export function localise(root) {
  const text = node => {
    const known = word(node.data);
    if (known !== undefined && known !== node.data) {
      node.data = known;
    }
  };
  const attributes = element => {
    for (const name of ATTRIBUTES) {
      const said = element.getAttribute(name);
      const known = said ? word(said) : undefined;
      if (known !== undefined && known !== said) {
        element.setAttribute(name, known);
      }
    }
  };
  const inside = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      text(node);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      attributes(node);
      if (!node.matches(OWN)) {
        node.childNodes.forEach(inside);
      }
    }
  };
  inside(root);
  new MutationObserver(changes => changes.forEach(({ type, target, addedNodes }) => {
    if (type === 'attributes') {
      attributes(target);
    } else if ((type === 'characterData' ? target.parentElement : target)?.closest(OWN)) {
      return;
    } else if (type === 'characterData') {
      text(target);
    } else {
      addedNodes.forEach(inside);
    }
  })).observe(root, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES });
}
