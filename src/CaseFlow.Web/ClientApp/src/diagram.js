import './diagram.scss';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

/**
 * Draws the process of a case into an element and marks where the case stands.
 *
 * data-diagram   address of the BPMN file
 * data-names     JSON: element id to its name in the page's language
 * data-marks     JSON: element id to { kind: "active" | "done" | "incident", text: what the badge says }
 * data-moves     JSON: ids of the flows that tokens took last, in order; they run along them once
 * data-failed    sentence shown when the file cannot be fetched or drawn
 * data-zoom-in, data-zoom-out, data-zoom-fit   names of the three buttons
 */
export async function show(container) {
  const viewer = new NavigatedViewer({
    container,
    textRenderer: { defaultStyle: { fontFamily: '"Noto Sans", arial, sans-serif' } },
  });
  try {
    const answer = await fetch(container.dataset.diagram, { headers: { Accept: 'application/xml' } });
    if (!answer.ok) {
      throw new Error(`The diagram was refused with ${answer.status}`);
    }
    await viewer.importXML(await answer.text());
  } catch (error) {
    console.error(error);
    container.replaceChildren(Object.assign(document.createElement('p'), {
      className: 'govuk-body cf-diagram__failed',
      textContent: container.dataset.failed,
    }));
    return;
  }
  translate(viewer, JSON.parse(container.dataset.names ?? '{}'));
  mark(viewer, JSON.parse(container.dataset.marks ?? '{}'));
  const canvas = viewer.get('canvas');
  canvas.zoom('fit-viewport', 'auto');
  addZoomButtons(container, canvas);
  await move(viewer, JSON.parse(container.dataset.moves ?? '[]'));
}

export function translate(viewer, names) {
  const registry = viewer.get('elementRegistry');
  const bus = viewer.get('eventBus');
  for (const [id, name] of Object.entries(names)) {
    const element = registry.get(id);
    if (element?.businessObject) {
      element.businessObject.name = name;
      const label = registry.get(`${id}_label`);
      bus.fire('element.changed', { element: label ?? element });
    }
  }
}

// A badge beside the colour: nobody has to tell two colours apart to know where the case stands.
function mark(viewer, marks) {
  const registry = viewer.get('elementRegistry');
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  for (const [id, { kind, text }] of Object.entries(marks)) {
    if (registry.get(id)) {
      canvas.addMarker(id, `cf-mark-${kind}`);
      if (text) {
        const html = Object.assign(document.createElement('span'), { className: `cf-badge cf-badge-${kind}`, textContent: text });
        overlays.add(id, { position: { top: -14, left: 4 }, html, show: { minZoom: 0.4 } });
      }
    }
  }
}

// A dot runs along each flow in turn: whoever wants no motion sees the marks alone.
async function move(viewer, flows) {
  if (flows.length === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) {
    return;
  }
  const registry = viewer.get('elementRegistry');
  const layer = viewer.get('canvas').getActiveLayer();
  const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  dot.setAttribute('r', '8');
  dot.classList.add('cf-token');
  layer.append(dot);
  for (const id of flows.slice(-12)) {
    const points = registry.get(id)?.waypoints ?? [];
    for (let at = 1; at < points.length; at++) {
      await glide(dot, points[at - 1], points[at]);
    }
  }
  dot.remove();
}

function glide(dot, from, to) {
  const speed = 0.9; // units of the diagram a millisecond
  const long = Math.max(Math.hypot(to.x - from.x, to.y - from.y) / speed, 60);
  return new Promise(done => {
    const begun = performance.now();
    const draw = now => {
      const part = Math.min((now - begun) / long, 1);
      dot.setAttribute('cx', from.x + (to.x - from.x) * part);
      dot.setAttribute('cy', from.y + (to.y - from.y) * part);
      if (part < 1) {
        requestAnimationFrame(draw);
      } else {
        done();
      }
    };
    requestAnimationFrame(draw);
  });
}

export function addZoomButtons(container, canvas, texts = container.dataset) {
  const bar = Object.assign(document.createElement('div'), { className: 'cf-diagram__zoom' });
  const add = (sign, title, act) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: sign, title });
    button.setAttribute('aria-label', title);
    button.addEventListener('click', act);
    bar.append(button);
  };
  add('+', texts.zoomIn, () => canvas.zoom(canvas.zoom() * 1.25));
  add('−', texts.zoomOut, () => canvas.zoom(canvas.zoom() / 1.25));
  add('⤢', texts.zoomFit, () => canvas.zoom('fit-viewport', 'auto'));
  container.append(bar);
}
