import type { Parents } from 'mdast';
import type { Edit } from '../markdown/mapped-text.ts';
import { outsideCode } from '../markdown/outside-code.ts';
import type { PageTree } from '../markdown/page.ts';
import { nodesOf, rangeOf } from '../markdown/tree.ts';
import { labelOf, portLink } from '../port-links.ts';
import {
  HOST_ADDRESS,
  HOST_IP,
  HOST_NAME_PART,
  type PortAddress,
  portAddresses,
} from './addresses.ts';

/** Addresses of the learner's machine in text and links. Names of variables that the page needs go to `variables`. */
export function addressEdits(page: PageTree, variables: Map<string, string>): Edit[] {
  const edits: Edit[] = [];
  for (const { node, parent } of nodesOf(page.root)) {
    const { start, end } = rangeOf(node);
    if (node.type === 'link') {
      const [address] = portAddresses(node.url);
      if (address?.start === 0) {
        if (/`\s?\{\{/.test(labelOf(node, page.text))) {
          edits.push(...besideLabel({ address, label: '', start, end, parent, page }));
          continue;
        }
        const label =
          portAddresses(labelOf(node, page.text)).length > 0 ? '' : labelOf(node, page.text);
        edits.push(linkEdit({ address, label, start, end, parent, page }));
      }
    } else if (node.type === 'text') {
      // Neighbours are merged by the parser, so an address lies within one piece of text.
      for (const address of portAddresses(page.text.slice(start, end))) {
        const range = { start: start + address.start, end: start + address.end };
        edits.push(linkEdit({ address, label: '', ...range, parent, page }));
      }
    }
  }
  for (const {
    start,
    end,
    groups: [name = ''],
  } of outsideCode(page.root, page.text)(HOST_ADDRESS)) {
    edits.push({ start, end, text: `$$${hostVariable(name, variables)}$$` });
  }
  reportCode(page, variables);
  return edits;
}

interface Addressed {
  readonly address: PortAddress;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly parent: Parents;
  readonly page: PageTree;
}

function linkEdit({ address, label, start, end, parent, page }: Addressed): Edit {
  const { port, host, path } = address;
  const place = page.placeOf(page.text.slice(0, start).split('\n').length);
  if (port === null) {
    const message =
      'A page on which to choose a port does not exist here: ports appear as links by themselves.';
    page.losses.dropped(place, { rule: 'port', message });
    return { start, end, text: label };
  }
  if (host > 1) {
    const message = `There is one machine here: the link to port ${port} of host ${host} leads to that port of the same one.`;
    page.losses.changed(place, {
      rule: 'host',
      message,
      fix: 'see that the step still makes sense',
    });
  }
  return portLink({ start, end, label, port, path, parent, page });
}

/** Code that acts cannot be the label of a link: the link follows it. */
function besideLabel(link: Addressed): Edit[] {
  const { start, end, page } = link;
  const closing = page.text.lastIndexOf('](', end);
  if (page.text[start] !== '[' || closing < start) return [linkEdit(link)];
  const { text } = linkEdit({ ...link, start: closing, end });
  return [
    { start, end: start + 1, text: '' },
    { start: closing, end, text: ` (${text})` },
  ];
}

function hostVariable(given: string, variables: Map<string, string>): string {
  const name = `${given.toUpperCase()}_IP`;
  variables.set(name, HOST_IP);
  return name;
}

/** In code the names stay: the lab's variables of that name fill them in. */
function reportCode(page: PageTree, variables: Map<string, string>): void {
  for (const { node } of nodesOf(page.root)) {
    if (node.type !== 'code' && node.type !== 'inlineCode') continue;
    const place = page.placeOf(rangeOf(node).line);
    for (const [, name = ''] of node.value.matchAll(HOST_ADDRESS)) {
      hostVariable(name, variables);
      const other = /[2-9]|1\d/.test(name);
      const message = `[[${name}_IP]] is a variable of the lab with the value ${HOST_IP}${other ? ': there is one machine here' : ''}.`;
      page.losses.changed(place, { rule: 'placeholder', message });
    }
    for (const [whole] of node.value.matchAll(HOST_NAME_PART)) {
      const message = `${whole} has no value here: the address of a preview is known to the page alone. It stays as it is.`;
      page.losses.changed(place, {
        rule: 'placeholder',
        message,
        fix: 'write localhost and the port',
      });
    }
  }
}
