import { NATIVE } from '../foreign-text.ts';
import type { Edit } from './mapped-text.ts';
import { outsideCode } from './outside-code.ts';
import type { PageTree } from './page.ts';

/** Keeps text that happens to look like native syntax what it is: text. */
export function nativeEscapes({ root, text }: PageTree): Edit[] {
  const free = outsideCode(root, text);
  return [
    ...free(DIRECTIVE_LINE).map(
      ({ start, end, groups: [prefix = '', colons = '', name = ''] }) => ({
        start,
        end,
        text: name === '' ? `${prefix}\\${colons}` : `${prefix}\`${colons}${name}\``,
      }),
    ),
    ...free(TEXT_DIRECTIVE).map(({ start, end, groups: [name = ''] }) => ({
      start,
      end,
      text: `\\:${name}`,
    })),
  ];
}

/** Ours begin with a mark, so they do not match. */
const DIRECTIVE_LINE = new RegExp(
  `^((?:[ \\t]|>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])*)(?<!${NATIVE})(:{2,})([A-Za-z][\\w-]*|(?=[ \\t]*$))`,
  'gmu',
);
const TEXT_DIRECTIVE = new RegExp(`(?<![:\\w${NATIVE}]):(fileLink|tabLink)(?=\\[)`, 'gu');
