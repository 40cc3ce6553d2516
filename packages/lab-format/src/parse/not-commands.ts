import { commandLikeness } from './command-words.ts';
import { readPrompt } from './prompt-forms.ts';

/** What a block of code without prompts is, when it is no commands although its fence says so. */
export type NotCommands = 'dockerfile' | 'script' | 'yaml' | 'tree' | 'markup';

export function notCommands(code: string): NotCommands | null {
  const lines = code.slice(0, LONGEST_LOOK).split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const first = filled[0]?.trim() ?? '';
  if (/^#!\s*\//.test(first)) return 'script';
  const isTree = filled.some((line) => /[├└│┌╰]|^\s*[|`+]-{2,}\s/.test(line));
  // A command that prints one stands above it.
  if (isTree && !isTyped(first) && !lines.some(isTypedAt)) return 'tree';
  if (isDockerfile(lines)) return 'dockerfile';
  if (/^<(?:!doctype|\?xml|html|[a-z][\w-]*[\s>])/i.test(first)) return 'markup';
  if (isYaml(filled)) return 'yaml';
  return null;
}

function isTyped(line: string): boolean {
  return commandLikeness(line) === 'known';
}

function isTypedAt(line: string): boolean {
  const typed = readPrompt(line)?.typed ?? '';
  return typed !== '' && isTyped(typed);
}

/** Every line is an instruction, the continuation of one, a comment or blank. */
function isDockerfile(lines: readonly string[]): boolean {
  let instructions = 0;
  let continued = false;
  for (const line of lines) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    if (!continued) {
      if (!INSTRUCTION.test(text)) return false;
      instructions += 1;
    }
    continued = text.endsWith('\\');
  }
  return instructions > 0;
}

function isYaml(filled: readonly string[]): boolean {
  const first = filled.find((line) => !line.trimStart().startsWith('#')) ?? '';
  if (/^(?:version|services|name|apiVersion|kind):(?:\s|$)/.test(first)) return filled.length > 1;
  return (
    filled.length > 1 &&
    /^[\w.-]+:\s*$/.test(first) &&
    filled.slice(1).every((line) => /^\s+(?:-\s|[\w.'"/-]+:(?:\s|$)|#)/.test(line))
  );
}

const LONGEST_LOOK = 20_000;
/** In capitals, with something behind it: `FROM node`, but not `from` as the shell of some would have it. */
const INSTRUCTION =
  /^(?:FROM|ARG|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)\s+\S/;
