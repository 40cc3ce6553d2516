import { DockerfileParser, type Instruction as Parsed } from 'dockerfile-ast';
import type { DockerfileCondition } from '../condition-parts.ts';
import { folderFound, type ReadFile } from './file.ts';
import {
  findOrder,
  fits,
  type Instruction,
  instruction,
  showAll,
  showInstruction,
} from './instruction.ts';
import { allOf, asIs, no, oneLine, type Verdict, yes } from './verdict.ts';

/** Longer ones are of nobody's hand, and parsing takes a millisecond for each kilobyte. */
const LONGEST_DOCKERFILE = 64 * 1024;

export async function judgeDockerfile(
  { path, order, contains, lacks, stages }: DockerfileCondition,
  read: ReadFile,
): Promise<Verdict> {
  const name = path === 'Dockerfile' ? 'Dockerfile' : oneLine(path);
  const found = await read(path);
  if (found.type === 'absent') {
    return no({
      en: `There is no ${name} in the workspace yet.`,
      ja: `ワークスペースに ${name} がまだありません。`,
    });
  }
  if (found.type !== 'file') return no(folderFound(asIs(name)));
  const all = readInstructions(found.text);
  if (all.length === 0) {
    return no({
      en: `The ${name} has no instruction yet.`,
      ja: `${name} にはまだ命令がありません。`,
    });
  }
  const missing = [...(order ?? []), ...(contains ?? [])].filter((each) => !all.some(fits(each)));
  if (missing.length > 0) {
    const [lacking, found] = [allOf(missing), showAll(all)];
    return no({
      en: `The ${name} lacks ${lacking.en}: found ${found.en}.`,
      ja: `${name} に ${lacking.ja} がありません。見つかったもの: ${found.ja}。`,
    });
  }
  const ordered = findOrder(all, order ?? []);
  if (ordered.type === 'disorder') {
    return no({
      en: `The ${name} has all that is needed, but ${ordered.reason.en}.`,
      ja: `${name} に必要なものはそろっていますが、${ordered.reason.ja}。`,
    });
  }
  for (const text of lacks ?? []) {
    const at = all.find(fits(text));
    if (!at) continue;
    const shown = showInstruction(at);
    return no({
      en: `The ${name} still has ${shown.en}; expected none of ${text}.`,
      ja: `${name} にまだ次の命令があります: ${shown.ja}。${text} があってはなりません。`,
    });
  }
  const froms = all.filter(({ keyword }) => keyword === 'FROM').length;
  if (stages !== undefined && froms < stages) {
    return no({
      en: `The ${name} has ${froms} FROM; expected at least ${stages}.`,
      ja: `${name} の FROM は ${froms} 個です。${stages} 個以上が必要です。`,
    });
  }
  return yes({
    en: `The ${name} has what it needs.`,
    ja: `${name} に必要なものがそろっています。`,
  });
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
