import { NATIVE } from '../foreign-text.ts';
import type { Losses } from '../losses.ts';
import { kindsOf } from '../markdown/fence-lines.ts';
import { joinLines, linesOf, type MappedText } from '../markdown/mapped-text.ts';
import { escapeText, quoted } from '../markdown/write.ts';
import { readSuffix } from './marks.ts';

/** `>>Question<<` with the answers below it, as native quizzes. CommonMark would take it for two quotations. */
export function readQuizzes(page: MappedText, file: string, losses: Losses): MappedText {
  const lines = linesOf(page);
  const kinds = kindsOf(
    lines.map(([text]) => text),
    readSuffix,
  );
  const out: [string, number][] = [];
  for (let index = 0; index < lines.length; ) {
    const [text, line] = lines[index] ?? ['', 1];
    const question =
      kinds[index] === 'text' ? /^\s*>>\s*(.*?\S)\s*<<\s*$/.exec(text)?.[1] : undefined;
    if (question === undefined) {
      out.push([text, line]);
      index += 1;
      continue;
    }
    const answers = answersBelow(lines, index + 1);
    const quiz = quizOf(question, answers.found);
    if (quiz === null) {
      const message =
        'This question has no answer that is right, or one answer alone; it is text now.';
      losses.changed({ file, line }, { rule: 'quiz', message, fix: 'mend its answers' });
      out.push(
        [escapeText(question), line],
        ['', line],
        ...answers.found.flatMap(({ source }): [string, number][] => [
          [escapeText(source), line],
          ['', line],
        ]),
      );
    } else {
      if (quiz.lost !== null) losses.changed({ file, line }, { rule: 'quiz', message: quiz.lost });
      out.push(['', line], ...quiz.lines.map((each): [string, number] => [each, line]), ['', line]);
    }
    index = answers.next;
  }
  return joinLines(out);
}

interface Answer {
  readonly kind: 'equals' | 'contains' | 'many' | 'one';
  readonly text: string;
  readonly right: boolean;
  readonly source: string;
}

function answersBelow(
  lines: readonly (readonly [string, number])[],
  from: number,
): { found: Answer[]; next: number } {
  const found: Answer[] = [];
  let next = from;
  for (let index = from; index < lines.length; index += 1) {
    const text = lines[index]?.[0] ?? '';
    if (text.trim() === '' && found.length === 0 && index < from + 3) continue;
    const answer = readAnswer(text);
    if (answer === null) break;
    found.push(answer);
    next = index + 1;
  }
  return { found, next };
}

function readAnswer(line: string): Answer | null {
  const source = line.trim();
  const text = /^(===|=~=)\s*(.*\S)/.exec(source);
  if (text !== null) {
    return {
      kind: text[1] === '===' ? 'equals' : 'contains',
      text: text[2] ?? '',
      right: true,
      source,
    };
  }
  const choice = /^(?:[-*+]\s+)?([[(])\s*([*xX]?)\s*[\])]\s+(.*\S)/.exec(source);
  if (choice === null) return null;
  return {
    kind: choice[1] === '[' ? 'many' : 'one',
    text: choice[3] ?? '',
    right: choice[2] !== '',
    source,
  };
}

function quizOf(
  question: string,
  answers: readonly Answer[],
): { lines: string[]; lost: string | null } | null {
  const [first] = answers;
  const label = escapeText(question);
  if (first === undefined) return null;
  if (first.kind === 'equals' || first.kind === 'contains') {
    const lost =
      answers.length > 1 ? `Of its ${answers.length} right answers, the first is kept.` : null;
    return { lines: [`${NATIVE}::quiz[${label}]{${first.kind}=${quoted(first.text)}}`], lost };
  }
  const right = answers.filter((answer) => answer.right).length;
  if (answers.length < 2 || right === 0) return null;
  const multiple = first.kind === 'many';
  const lost =
    !multiple && right > 1 ? 'Several answers are right, so all of them have to be chosen.' : null;
  return {
    lines: [
      `${NATIVE}:::quiz[${label}]${multiple ? '{multiple}' : ''}`,
      ...answers.map((answer) => `- [${answer.right ? 'x' : ' '}] ${answer.text}`),
      '',
      `${NATIVE}:::`,
    ],
    lost,
  };
}
