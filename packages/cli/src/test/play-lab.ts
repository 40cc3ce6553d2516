import { randomBytes } from 'node:crypto';
import type { Lab } from '@drydock/lab-format/schema';
import type { Sandbox } from '@drydock/sandbox';
import type { Box } from './box.ts';
import { createLearner } from './learner.ts';
import { type Pace, USUAL_PACE } from './pace.ts';
import { planLab } from './plan.ts';
import { playStep } from './play-step.ts';
import type { PlayedLab, PlayedStep } from './results.ts';
import { playedVariables } from './variables.ts';

export interface LabRequest {
  readonly lab: Lab;
  readonly box: Box;
  readonly of: 'lab' | 'readme';
  readonly solutions: boolean;
  /** Ids of the steps to play; those before them are prepared by being played, too. */
  readonly only: readonly string[];
  readonly missingImages: readonly string[];
  /** Bash that is run first; may be empty. */
  readonly before?: string;
  readonly pace?: Pace;
  readonly onStep: (step: PlayedStep) => void;
  readonly signal: AbortSignal;
}

/** Plays a lab from its first step in a fresh sandbox, and removes it. Rejects only when aborted. */
export async function playLab(request: LabRequest): Promise<PlayedLab> {
  const { signal, pace = USUAL_PACE } = request;
  const lab = { ...request.lab, variables: playedVariables(request.lab) };
  const started = performance.now();
  const steps: PlayedStep[] = [];
  let error: string | undefined;
  try {
    await inSandbox(request, async (sandbox, account) => {
      await prepare(sandbox, request.before ?? '');
      const learner = createLearner({ sandbox, account, pace, signal });
      await Promise.all(lab.terminals.slice(0, 1).map((name) => learner.terminal(name)));
      for (const step of stepsToPlay(lab, request.only)) {
        const played = await playStep({ ...request, lab, step, learner });
        steps.push(played);
        request.onStep(played);
      }
    });
  } catch (cause) {
    signal.throwIfAborted();
    error = cause instanceof Error ? cause.message : String(cause);
  }
  return {
    slug: lab.slug,
    title: lab.title,
    steps,
    missingImages: request.missingImages,
    ...(error !== undefined && { error }),
    milliseconds: Math.round(performance.now() - started),
  };
}

/** Up to the last of those that were asked for: each stands on what was done before it. */
function stepsToPlay(lab: Lab, only: readonly string[]) {
  const steps = planLab(lab);
  const last = steps.findLastIndex(({ id }) => only.includes(id));
  return only.length === 0 ? steps : steps.slice(0, last + 1);
}

async function prepare(sandbox: Sandbox, script: string): Promise<void> {
  if (script.trim() === '') return;
  const { exitCode, stderr } = await sandbox.exec({
    command: ['bash', '-c', script],
    timeout: PREPARE_MS,
  });
  if (exitCode !== 0)
    throw new Error(`What is run before failed (exit code ${exitCode}): ${stderr.trim()}`);
}

const PREPARE_MS = 300_000;

async function inSandbox(
  { lab, box, signal }: LabRequest,
  work: (sandbox: Sandbox, account: Awaited<ReturnType<Box['openAccount']>>) => Promise<void>,
): Promise<void> {
  const account = await box.openAccount();
  const { memory, cpus, disk } = lab.sandbox;
  const sandbox = await box.driver.create(
    {
      id: `test${randomBytes(6).toString('hex')}`,
      limits: { ...(memory && { memory }), ...(cpus && { cpus }), ...(disk && { disk }) },
      environment: {
        DOCKERHUB_USERNAME: account.username,
        DOCKERHUB_PASSWORD: account.password,
      },
    },
    signal,
  );
  try {
    await sandbox.files.writeAll(
      lab.files.map(({ path, content, executable }) => ({ path, content, executable })),
    );
    await work(sandbox, account);
  } finally {
    await sandbox.destroy({ workspace: 'remove' });
  }
}
