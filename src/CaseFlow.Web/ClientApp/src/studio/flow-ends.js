// A file may leave out which flows enter and leave a node, since the flows say it themselves; the linter looks there alone.
// So they are added for the linter, and taken out again for the file: what nobody changed must not change.
export class FlowEnds {
  constructor(modeler) {
    this.modeler = modeler;
    this.added = [];
  }

  /** Adds what the file left out. */
  add() {
    this.added = [];
    for (const { businessObject: flow } of this.modeler.get('elementRegistry').filter(one => one.businessObject?.$type === 'bpmn:SequenceFlow' && one.waypoints)) {
      for (const [node, name] of [[flow.sourceRef, 'outgoing'], [flow.targetRef, 'incoming']]) {
        if (node && !node.get(name).includes(flow)) {
          node.get(name).push(flow);
          this.added.push([node, name, flow]);
        }
      }
    }
  }

  /** Does some work on the model without them. */
  async without(work) {
    const removed = this.added.filter(([node, name, flow]) => {
      const at = node.get(name).indexOf(flow);
      return at >= 0 && node.get(name).splice(at, 1).length > 0;
    });
    try {
      return await work();
    } finally {
      removed.forEach(([node, name, flow]) => node.get(name).push(flow));
    }
  }
}
