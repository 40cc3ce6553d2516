import type { Step } from '@drydock/lab-format/schema';

/** Where a block stands that is not part of what everybody reads. */
export type Place = 'hint' | 'solution' | 'not-shown';

type Body = Step['body'];
type Node = Body['children'][number];

/** The blocks of a step, by id, that do not stand in the text itself. */
export function blocksOutOfText(
  body: Body,
  variables: Readonly<Record<string, string>>,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const walk = (nodes: readonly Node[], place: Place | undefined): void => {
    for (const node of nodes) {
      if (node.type !== 'element') continue;
      const { id } = node.properties;
      if (node.tagName === 'drydock-block' && place !== undefined) places.set(String(id), place);
      if (node.tagName === 'drydock-tabs') {
        const tabs = node.children.filter((child) => child.type === 'element');
        // A learner takes one of them; the first is the one that is open.
        tabs.forEach((tab, index) => {
          walk(tab.children, place ?? (index > 0 ? 'not-shown' : undefined));
        });
        continue;
      }
      walk(node.children, place ?? placeOf(node, variables));
    }
  };
  walk(body.children, undefined);
  return places;
}

function placeOf(
  { tagName, properties }: Extract<Node, { type: 'element' }>,
  variables: Readonly<Record<string, string>>,
): Place | undefined {
  if (tagName === 'details') {
    const classes = String(properties.className ?? '').split(/[\s,]+/);
    if (classes.includes('hint')) return 'hint';
    return classes.includes('solution') ? 'solution' : undefined;
  }
  if (tagName !== 'drydock-when') return undefined;
  const value = variables[String(properties.variable)] ?? '';
  const { is } = properties;
  const hasNot = properties['has-not'] ?? properties.hasNot;
  const isShown = is === undefined ? String(hasNot) !== value : String(is) === value;
  return isShown ? undefined : 'not-shown';
}
