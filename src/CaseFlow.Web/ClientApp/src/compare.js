import './diagram.scss';
import './compare.scss';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { diff } from 'bpmn-js-differ';
import { addZoomButtons, translate } from './diagram.js';

const signs = { added: '+', removed: '−', changed: '≠', moved: '↔' };

/**
 * Draws two versions of a process beside each other, marks what differs and lets them be moved as one.
 *
 * data-added, -removed, -changed, -moved   what the badges say
 * data-failed, data-zoom-in, -out, -fit    as for one diagram
 * of each [data-side]: data-file the BPMN file, data-names names by element id,
 * data-marks what the server knows of each step: it also reads forms, and knows a step that was drawn anew again
 */
export async function compare(container) {
  const sides = ['before', 'after'].map(side => container.querySelector(`[data-side=${side}]`));
  let viewers;
  try {
    viewers = await Promise.all(sides.map(draw));
  } catch (error) {
    console.error(error);
    container.replaceChildren(Object.assign(document.createElement('p'), {
      className: 'govuk-body cf-diagram__failed',
      textContent: container.dataset.failed,
    }));
    return;
  }
  const drawn = marksOf(diff(...viewers.map(viewer => viewer.getDefinitions())));
  viewers.forEach((viewer, index) => {
    translate(viewer, JSON.parse(sides[index].dataset.names));
    mark(viewer, { ...drawn[index], ...known(drawn[index], JSON.parse(sides[index].dataset.marks)) }, container.dataset);
    viewer.get('canvas').zoom('fit-viewport', 'auto');
    addZoomButtons(sides[index], viewer.get('canvas'), container.dataset);
  });
  moveAsOne(...viewers.map(viewer => viewer.get('canvas')), ...viewers.map(viewer => viewer.get('eventBus')));
}

async function draw(side) {
  const viewer = new NavigatedViewer({
    container: side,
    textRenderer: { defaultStyle: { fontFamily: '"Noto Sans", arial, sans-serif' } },
  });
  const answer = await fetch(side.dataset.file, { headers: { Accept: 'application/xml' } });
  if (!answer.ok) {
    throw new Error(`The diagram was refused with ${answer.status}`);
  }
  await viewer.importXML(await answer.text());
  return viewer;
}

// What differs in the drawing, for the earlier and the later version.
function marksOf({ _added, _removed, _changed, _layoutChanged }) {
  const all = (ids, kind) => Object.fromEntries(Object.keys(ids).map(id => [id, kind]));
  const both = { ...all(_layoutChanged, 'moved'), ...all(_changed, 'changed') };
  return [{ ...both, ...all(_removed, 'removed') }, { ...both, ...all(_added, 'added') }];
}

// The server's word counts, but it knows nothing of places: a step that is the same may have been moved.
function known(drawn, marks) {
  return Object.fromEntries(Object.entries(marks).map(([id, kind]) => [id, kind === 'same' && drawn[id] === 'moved' ? 'moved' : kind]));
}

function mark(viewer, marks, texts) {
  const registry = viewer.get('elementRegistry');
  for (const [id, kind] of Object.entries(marks)) {
    const element = registry.get(id);
    if (element && signs[kind]) {
      viewer.get('canvas').addMarker(id, `cf-diff-${kind}`);
      if (!element.waypoints) {
        const html = Object.assign(document.createElement('span'), {
          className: `cf-badge cf-badge-${kind}`, textContent: `${signs[kind]} ${texts[kind]}`,
        });
        viewer.get('overlays').add(id, { position: { top: -14, left: 4 }, html, show: { minZoom: 0.3 } });
      }
    }
  }
}

function moveAsOne(left, right, leftBus, rightBus) {
  let following = false;
  const follow = (from, to) => () => {
    if (!following) {
      following = true;
      const { x, y, width, height } = from.viewbox();
      to.viewbox({ x, y, width, height });
      following = false;
    }
  };
  leftBus.on('canvas.viewbox.changed', follow(left, right));
  rightBus.on('canvas.viewbox.changed', follow(right, left));
}
