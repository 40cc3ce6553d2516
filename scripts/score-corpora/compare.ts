import type { Lab } from '@drydock/lab-format';
import type { Marked } from './marked.ts';

export interface Compared {
  readonly expected: number;
  readonly right: number;
  readonly missed: readonly Marked[];
}

/** Looks for each marked action among the blocks of the lab, with exactly its text. A block stands for one action. */
export function compare(marked: readonly Marked[], lab: Lab | null): Compared {
  const blocks = lab?.steps.flatMap(({ blocks }) => blocks) ?? [];
  const free = blocks.flatMap((block) => {
    if (block.type === 'run')
      return [{ kind: block.runnable ? 'run' : 'copy', text: sameText(block.code) }];
    return block.type === 'file' ? [{ kind: 'file', text: sameText(block.text) }] : [];
  });
  const missed: Marked[] = [];
  for (const action of marked) {
    const wanted = sameText(action.text);
    const at = free.findIndex(({ kind, text }) => kind === action.kind && text === wanted);
    if (at === -1) missed.push(action);
    else free.splice(at, 1);
  }
  return { expected: marked.length, right: marked.length - missed.length, missed };
}

/** Blanks at either end are nobody's text; Escape and the addresses of ports have other names here. */
function sameText(text: string): string {
  return text
    .trim()
    .replace(/^\^ESC$/, '^[')
    .replace(/\{\{TRAFFIC_HOST\d+_(\d+)\}\}/g, 'http://localhost:$1')
    .replace(
      /https?:\/\/\[\[HOST_SUBDOMAIN\]\]-(\d+)-\[\[KATACODA_HOST\]\]\.environments\.katacoda\.com/g,
      'http://localhost:$1',
    );
}
