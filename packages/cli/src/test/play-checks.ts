import { setTimeout as delay } from 'node:timers/promises';
import type { CheckBlock, LabCheck } from '@drydock/lab-format/schema';
import type { Sandbox } from '@drydock/sandbox';
import type { CheckAnswer, PlayedCheck } from './results.ts';
import { runCheck } from './run-check.ts';

export interface ChecksOf {
  readonly blocks: readonly CheckBlock[];
  readonly checks: ReadonlyMap<string, LabCheck>;
  readonly sandbox: Sandbox;
  readonly signal: AbortSignal;
}

/** What each check of a step says now, in their order. */
export async function askChecks({ blocks, checks, sandbox }: ChecksOf): Promise<CheckAnswer[]> {
  return Promise.all(
    blocks.map(async ({ name }): Promise<CheckAnswer> => {
      const check = checks.get(name);
      if (check === undefined) return { outcome: 'our-fault', why: `There is no check ${name}.` };
      return runCheck(check, sandbox);
    }),
  );
}

/** Asks until all pass, for a short while: a server that was just started takes a moment. Milliseconds. */
export async function askPatiently(request: ChecksOf, patience: number): Promise<CheckAnswer[]> {
  const end = Date.now() + patience;
  let answers = await askChecks(request);
  while (answers.some(({ outcome }) => outcome !== 'pass') && Date.now() < end) {
    await delay(AGAIN_MS, undefined, { signal: request.signal });
    answers = await askChecks(request);
  }
  return answers;
}

const AGAIN_MS = 500;

export interface Asked {
  readonly blocks: readonly CheckBlock[];
  readonly before: readonly CheckAnswer[];
  /** Null when the step was not played to its end. */
  readonly after: readonly CheckAnswer[] | null;
}

/** A check that passes before anything is done proves nothing, unless its author says so. */
export function judgeChecks({ blocks, before, after }: Asked): PlayedCheck[] {
  return blocks.map((block, index) => {
    const first = before[index] ?? null;
    const last = after?.[index] ?? null;
    const isVacuous = first?.outcome === 'pass' && !block.mayPassBefore;
    return {
      name: block.name,
      label: block.label,
      before: first,
      after: last,
      verdict: last?.outcome !== 'pass' ? 'failed' : isVacuous ? 'vacuous' : 'pass',
    };
  });
}
