import type { PublicLab } from '@drydock/lab-format/schema';
import { pageProblem } from '@drydock/protocol/page-problem';
import { api } from '../../connection/api.ts';
import { sessionClient } from '../../connection/current-session.ts';
import { ProblemError, problemOf } from '../../connection/problem-error.ts';
import { dropAnswers, useAnswers } from '../../stores/answers-store.ts';
import { useChecks } from '../../stores/checks-store.ts';
import { changeFile, readText, settleFiles } from '../../stores/file-actions.ts';
import { knownText } from '../lab/apply-blocks.ts';
import { type AuthoredFile, authoredFiles } from './authored-files.ts';

/** What becomes of one file. */
interface FileReset {
  readonly path: string;
  /** Null: it goes. */
  readonly text: string | null;
  /** What was there when it was looked at. */
  readonly present: string | null;
  /** Where the learner's own text is kept; null where the lab has it anyway. */
  readonly keptAs: string | null;
}

export interface StepReset {
  readonly files: readonly FileReset[];
  /** Files that differ and stay as they are. */
  readonly unclear: readonly string[];
  /** Checks that have said something. */
  readonly checks: readonly string[];
  /** Quizzes that were answered. */
  readonly answers: readonly string[];
}

/** What a reset of the step would do now. Nothing is changed but that what is typed is saved. Throws ProblemError. */
export async function planReset(lab: PublicLab, step: number): Promise<StepReset> {
  const { files: starters } = await api.labFiles(lab.slug);
  await settleFiles();
  const authored = authoredFiles({ starters, steps: lab.steps, step, textOf: knownText });
  const files: FileReset[] = [];
  const unclear: string[] = [];
  for (const file of authored) {
    const present = await textNow(file.path);
    if (present === undefined || file.isUnclear) unclear.push(file.path);
    else if (present !== file.text) files.push(await resetOf(file, present));
  }
  const blocks = lab.steps[step]?.blocks ?? [];
  const { checks } = useChecks.getState();
  const { answers } = useAnswers.getState();
  return {
    files,
    unclear,
    checks: blocks.flatMap((block) =>
      block.type === 'check' && checks[block.name]?.outcome ? [block.name] : [],
    ),
    answers: blocks.flatMap(({ type, id }) => (type === 'quiz' && answers[id] ? [id] : [])),
  };
}

/** Does it: the learner's texts are put by before anything takes their place. Throws ProblemError; what is done then stays. */
export async function resetStep({ files, checks, answers }: StepReset): Promise<void> {
  for (const { path, text, present, keptAs } of files) {
    if ((await readText(path)) !== present) throw new ProblemError(pageProblem('FILE_CONFLICT'));
    if (keptAs !== null) await changeFile(keptAs, () => present);
    if (text === null) await sessionClient().request({ type: 'file.delete', path });
    else await changeFile(path, () => text);
  }
  if (checks.length > 0) {
    await sessionClient().request({ type: 'checks.forget', checks: [...checks] });
  }
  dropAnswers(answers);
}

async function resetOf({ path, text, known }: AuthoredFile, present: string | null) {
  const isOwn = present !== null && !known.has(present);
  return { path, text, present, keptAs: isOwn ? await freeName(path, present) : null };
}

/** Undefined: it is none that can be read as text. */
async function textNow(path: string): Promise<string | null | undefined> {
  try {
    return await readText(path);
  } catch (error) {
    const { code } = problemOf(error);
    if (['FILE_BINARY', 'FILE_TOO_LARGE', 'FILE_IS_DIRECTORY'].includes(code)) return undefined;
    throw error;
  }
}

/** A name that is free, or has this text already. */
async function freeName(path: string, text: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = `${path}.before-reset${number === 1 ? '' : `-${number}`}`;
    const there = await textNow(name);
    if (there === null || there === text) return name;
  }
}
