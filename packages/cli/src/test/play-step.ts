import type { Lab } from '@drydock/lab-format/schema';
import type { Learner } from './learner.ts';
import type { Planned, PlannedStep } from './plan.ts';
import { askChecks, askPatiently, judgeChecks } from './play-checks.ts';
import { playFile } from './play-file.ts';
import { playRun, titleOf } from './play-run.ts';
import type { CheckAnswer, PlayedBlock, PlayedStep } from './results.ts';
import { lastLines } from './seen.ts';

export interface StepRequest {
  readonly step: PlannedStep;
  readonly lab: Pick<Lab, 'checks' | 'variables'>;
  readonly learner: Learner;
  readonly of: 'lab' | 'readme';
  /** Play `solution/<step>.sh` where there is one, instead of the text's blocks. */
  readonly solutions: boolean;
}

/** Negative control, blocks or solution, checks. Rejects with SandboxError when the sandbox fails. */
export async function playStep(request: StepRequest): Promise<PlayedStep> {
  const { step, lab, learner, solutions } = request;
  const started = performance.now();
  const { sandbox, signal, pace } = learner;
  const asking = { blocks: step.checks, checks: lab.checks, sandbox, signal };
  const before = await askChecks(asking);
  const blocks: PlayedBlock[] = [];
  const play = async (actions: readonly Planned[]): Promise<void> => {
    for (const action of actions) {
      signal.throwIfAborted();
      blocks.push(
        action.type === 'file'
          ? await playFile({ planned: action, learner, variables: lab.variables })
          : await playRun({ ...request, planned: action, variables: lab.variables }),
      );
    }
  };
  const playScript = async (script: string): Promise<void> => {
    blocks.push(await playSolution(step.id, script, learner));
  };

  const byScript = step.script !== undefined && (solutions || step.actions.length === 0);
  if (byScript) await playScript(step.script ?? '');
  else await play(step.actions);
  const hasMore = !byScript && (step.script !== undefined || step.solution.length > 0);
  let after = await askPatiently(asking, hasMore ? pace.checkBeforeSolution : pace.check);
  // What the text leaves to the learner is in the solution.
  if (hasMore && !allPass(after)) {
    if (step.script === undefined) await play(step.solution);
    else await playScript(step.script);
    after = await askPatiently(asking, pace.check);
  }
  return {
    id: step.id,
    title: step.title,
    blocks,
    checks: judgeChecks({ blocks: step.checks, before, after }),
    milliseconds: Math.round(performance.now() - started),
  };
}

const SOLUTION_MS = 300_000;

function allPass(answers: readonly CheckAnswer[]): boolean {
  return answers.every(({ outcome }) => outcome === 'pass');
}

async function playSolution(id: string, script: string, learner: Learner): Promise<PlayedBlock> {
  const started = performance.now();
  const { exitCode, stdout, stderr } = await learner.sandbox.exec(
    { command: ['bash', '-c', script, id], timeout: SOLUTION_MS },
    learner.signal,
  );
  return {
    id: `solution-${id}`,
    kind: 'solution',
    title: `solution/${id}.sh`,
    typed: titleOf(script),
    verdict: exitCode === 0 ? 'pass' : 'failed',
    why: exitCode === 0 ? '' : `Exit code ${exitCode}`,
    milliseconds: Math.round(performance.now() - started),
    seen: exitCode === 0 ? [] : lastLines(`${stdout}\n${stderr}`, ''),
    drifted: [],
  };
}
