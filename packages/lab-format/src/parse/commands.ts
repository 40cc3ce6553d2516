import type { Exchange } from './prompts.ts';
import { readExchanges } from './prompts.ts';
import { type Piece, readUnprompted } from './unprompted.ts';

/** Languages of fences that hold commands. */
export const COMMANDS: ReadonlySet<string> = new Set(
  `console sh bash shell shell-session shellsession sh-session bash-session console-session zsh ksh ash
  terminal term commandline command-line`.split(/\s+/),
);

/**
 * The commands and outputs of a fence, in their order; null when it holds no commands. Without a language, or
 * with that of something else, there must be a prompt or, in a README, a command that is known.
 */
export function readCommands(
  code: string,
  { language, readme }: { readonly language: string; readonly readme: boolean },
): (Exchange | Piece)[] | null {
  const exchanges = readExchanges(code);
  if (exchanges !== null) return exchanges;
  if (COMMANDS.has(language)) {
    return readUnprompted(code, { comments: readme ? 'apart' : 'with', only: 'possible' });
  }
  if (!readme) return null;
  const pieces = readUnprompted(code, { comments: 'apart', only: 'known' });
  const first = pieces.find(({ code, output }) => code !== '' || output !== '');
  return first !== undefined && first.code !== '' ? pieces : null;
}
