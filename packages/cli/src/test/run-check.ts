import { judge } from '@drydock/lab-format/check';
import type { LabCheck } from '@drydock/lab-format/schema';
import type { Sandbox } from '@drydock/sandbox';
import type { CheckAnswer } from './results.ts';

/** Runs a check as the server does. Never rejects: a sandbox that fails is not the lab's fault. */
export async function runCheck(check: LabCheck, sandbox: Sandbox): Promise<CheckAnswer> {
  try {
    const judgement = await judge(check, sandbox);
    return judgement.outcome === 'pass' ? judgement : { ...judgement, why: judgement.why.en };
  } catch (error) {
    return { outcome: 'our-fault', why: error instanceof Error ? error.message : String(error) };
  }
}
