import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { textHelp as en } from '../../../i18n/en/text-help.ts';
import { textHelp as ja } from '../../../i18n/ja/text-help.ts';
import { later } from '../../../i18n/messages.ts';
import type { Finding } from './finding.ts';

/** Files that are called JSON and may have comments and a comma too many. */
const RELAXED = /(^|\/)(tsconfig|jsconfig|devcontainer)[^/]*\.json$|\.jsonc$|(^|\/)\.vscode\//i;

/** What is wrong in the form of a JSON text. Never throws. */
export function checkJson(text: string, path: string): Finding[] {
  if (text.trim() === '') return [];
  const isRelaxed = RELAXED.test(path);
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: !isRelaxed, allowTrailingComma: isRelaxed });
  const texts = later({ en, ja }).json;
  return errors.map(({ error, offset, length }) => {
    const code = printParseErrorCode(error) as keyof typeof texts;
    const from = Math.min(offset, Math.max(0, text.length - 1));
    return {
      from,
      to: Math.max(from + 1, offset + length),
      message: texts[code] ?? texts.InvalidSymbol,
      severity: 'error',
    };
  });
}
