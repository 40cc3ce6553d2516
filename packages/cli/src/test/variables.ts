import type { Lab } from '@drydock/lab-format/schema';

/**
 * The values of a lab's variables as a learner has them who takes what is offered first: those of the settings, else of
 * the first button that sets it, else the variable's own name, as if it had been typed in.
 */
export function playedVariables(lab: Pick<Lab, 'steps' | 'variables'>): Record<string, string> {
  const offered = new Map<string, string>();
  for (const { body } of lab.steps) collect(body.children, offered);
  return Object.fromEntries(
    Object.entries(lab.variables).map(([name, value]) => [
      name,
      value || (offered.get(name) ?? name.toLowerCase()),
    ]),
  );
}

type Node = Lab['steps'][number]['body']['children'][number];

function collect(nodes: readonly Node[], offered: Map<string, string>): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    const { variable, value } = node.properties;
    if (node.tagName === 'drydock-set' && typeof value === 'string') {
      const name = String(variable);
      if (!offered.has(name)) offered.set(name, value);
    }
    collect(node.children, offered);
  }
}
