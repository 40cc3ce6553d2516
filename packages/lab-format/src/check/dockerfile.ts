import { DockerfileParser, type Instruction as Parsed } from 'dockerfile-ast';
import type { DockerfileCondition } from '../condition-parts.ts';
import type { ReadFile } from './file.ts';
import {
  findOrder,
  fits,
  type Instruction,
  instruction,
  showAll,
  showInstruction,
} from './instruction.ts';
import { no, oneLine, type Verdict, yes } from './verdict.ts';

/** Longer ones are of nobody's hand, and parsing takes a millisecond for each kilobyte. */
const LONGEST_DOCKERFILE = 64 * 1024;

export async function judgeDockerfile(
  { path, order, contains, lacks, stages }: DockerfileCondition,
  read: ReadFile,
): Promise<Verdict> {
  const name = path === 'Dockerfile' ? 'Dockerfile' : oneLine(path);
  const found = await read(path);
  if (found.type === 'absent') return no(`There is no ${name} in the workspace yet.`);
  if (found.type !== 'file') return no(`${name} is a folder; expected a file.`);
  const all = readInstructions(found.text);
  if (all.length === 0) return no(`The ${name} has no instruction yet.`);
  const missing = [...(order ?? []), ...(contains ?? [])].filter((each) => !all.some(fits(each)));
  if (missing.length > 0) {
    return no(`The ${name} lacks ${missing.join(' and ')}: found ${showAll(all)}.`);
  }
  const ordered = findOrder(all, order ?? []);
  if (ordered.type === 'disorder') {
    return no(`The ${name} has all that is needed, but ${ordered.text}.`);
  }
  for (const text of lacks ?? []) {
    const at = all.find(fits(text));
    if (at) return no(`The ${name} still has ${showInstruction(at)}; expected none of ${text}.`);
  }
  const froms = all.filter(({ keyword }) => keyword === 'FROM').length;
  if (stages !== undefined && froms < stages) {
    return no(`The ${name} has ${froms} FROM; expected at least ${stages}.`);
  }
  return yes(`The ${name} has what it needs.`);
}

/** The instructions of a Dockerfile, whatever is wrong with it. */
export function readInstructions(text: string): Instruction[] {
  return DockerfileParser.parse(text.slice(0, LONGEST_DOCKERFILE))
    .getInstructions()
    .map((each) =>
      instruction(each.getKeyword(), argumentsOf(each), each.getRange().start.line + 1),
    );
}

/** Without the comments between continued lines; a heredoc keeps its lines. */
function argumentsOf(parsed: Parsed): string {
  const all = parsed.getArgumentsContent() ?? '';
  if (all.includes('<<') || all.trimStart().startsWith('[')) return all;
  return parsed
    .getArguments()
    .map((argument) => argument.getValue())
    .join(' ');
}
