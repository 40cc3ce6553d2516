import { commandLikeness } from './command-words.ts';
import { readPrompt } from './prompt-forms.ts';
import type { Exchange } from './prompts.ts';
import { readExchanges } from './prompts.ts';
import { type Piece, readUnprompted } from './unprompted.ts';

/** Languages of fences that hold commands. */
export const COMMANDS: ReadonlySet<string> = new Set(
  `console sh bash shell shell-session shellsession sh-session bash-session console-session zsh ksh ash
  terminal term term0 term1 term2 term3 commandline command-line`.split(/\s+/),
);

/** The language without what other tools write around it: `{.bash}`, `bash{1,3}`, `.term1`, `yaml:compose.yaml`. */
export function plainLanguage(language: string): string {
  return language.replace(/^\{?\.?/, '').replace(/[{}:,[(].*$/, '');
}

/**
 * The commands and outputs of a fence, in their order; null when it holds no commands. Without a language, or
 * with that of something else, there must be a prompt or, in a README, a command that is known.
 */
export function readCommands(
  code: string,
  { language, readme }: { readonly language: string; readonly readme: boolean },
): (Exchange | Piece)[] | null {
  const exchanges = readExchanges(dedentPrompts(code));
  if (exchanges !== null) return exchanges;
  if (COMMANDS.has(language)) {
    return readUnprompted(code, { comments: readme ? 'apart' : 'with', only: 'possible' });
  }
  if (!readme) return null;
  const pieces = readUnprompted(code, { comments: 'apart', only: 'known' });
  const first = pieces.find(({ code, output }) => code !== '' || output !== '');
  return first !== undefined && first.code !== '' ? pieces : null;
}

/**
 * The commands of a README's fence whose language is not one of commands: it begins with `$ ` and a command, or is
 * for a shell of Windows. Null when it is what it says.
 */
export function readElsewhere(code: string, language: string): (Exchange | Piece)[] | null {
  const windows = /^(?:powershell|pwsh|ps1?|posh|cmd|bat|batch|dos)$/.test(language);
  if (
    !windows &&
    (language === '' || COMMANDS.has(language) || /^(?:output|logs?)$/.test(language))
  )
    return null;
  const first = code.split('\n').find((line) => line.trim() !== '') ?? '';
  const prompt = readPrompt(first.trim());
  // Dockerfiles are called so as well; no line of one begins with `docker`.
  const docker = /^docker(?:file)?$/.test(language) && /^(?:sudo )?docker\s/.test(first.trim());
  const typed = docker || (prompt?.kind === 'own' && commandLikeness(prompt.typed) === 'known');
  if (!windows && !typed) return null;
  // There, another character joins two lines.
  const ours = windows ? code.replace(/(?<=\s)[`^](?=\n)/g, '\\') : code;
  return readCommands(ours, { language: '', readme: true });
}

/** All of a block may be indented, with its prompts: as far as the first of its lines. */
function dedentPrompts(code: string): string {
  const indent = /^(?:[ \t]*\n)*([ \t]+)\S/.exec(code)?.[1];
  if (indent === undefined) return code;
  return code
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n');
}
