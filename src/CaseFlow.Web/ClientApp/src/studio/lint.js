// bpmnlint shows style; whether a process can run is the server's word. So nothing here is an error, and what the server
// checks itself (names, starts, what the engine runs) is not asked twice.
const modules = import.meta.glob([
  '/node_modules/bpmnlint/rules/end-event-required.js', '/node_modules/bpmnlint/rules/fake-join.js', '/node_modules/bpmnlint/rules/no-bpmndi.js',
  '/node_modules/bpmnlint/rules/no-disconnected.js', '/node_modules/bpmnlint/rules/no-duplicate-sequence-flows.js',
  '/node_modules/bpmnlint/rules/no-gateway-join-fork.js', '/node_modules/bpmnlint/rules/no-implicit-end.js',
  '/node_modules/bpmnlint/rules/no-implicit-split.js', '/node_modules/bpmnlint/rules/no-implicit-start.js',
  '/node_modules/bpmnlint/rules/no-overlapping-elements.js', '/node_modules/bpmnlint/rules/superfluous-termination.js',
], { eager: true });

const rules = Object.fromEntries(Object.entries(modules).map(([path, module]) => [path.slice(path.lastIndexOf('/') + 1, -'.js'.length), module.default]));

/** The linter's settings, with messages in the page's language. */
export function linting(texts) {
  const translated = name => options => {
    const rule = rules[name](options);
    const say = check => check && ((node, reporter) => check(node, { ...reporter, report: (id, message, extra) => reporter.report(id, texts[name] ?? message, extra) }));
    return { ...rule, check: typeof rule.check === 'function' ? say(rule.check) : { enter: say(rule.check.enter), leave: say(rule.check.leave) } };
  };
  return {
    active: true,
    bpmnlint: {
      config: { rules: Object.fromEntries(Object.keys(rules).map(name => [name, 'warn'])) },
      resolver: {
        resolveRule: (_, name) => translated(name),
        resolveConfig: (_, name) => { throw new Error(`There is no configuration ${name}`); },
      },
    },
  };
}
