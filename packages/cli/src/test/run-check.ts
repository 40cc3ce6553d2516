import type { LabCheck } from '@drydock/lab-format/schema';
import type { Sandbox } from '@drydock/sandbox';
import type { CheckAnswer } from './results.ts';

/** A check may build an image or wait for a port; the server gives it as long. Milliseconds. */
const LIMIT_MS = 60_000;

/** Runs a check as the server does. Never rejects: a sandbox that fails is not the lab's fault. */
export async function runCheck(check: LabCheck, sandbox: Sandbox): Promise<CheckAnswer> {
  if (check.type === 'declared') return { outcome: 'our-fault', why: 'not yet' };
  try {
    const result = await sandbox.exec({
      command: ['bash', '-c', check.source, check.name],
      timeout: LIMIT_MS,
    });
    if (result.exitCode === 0) return { outcome: 'pass' };
    const why =
      lastLine(result.stderr) ?? lastLine(result.stdout) ?? `Exit code ${result.exitCode}.`;
    return { outcome: 'not-yet', why };
  } catch (error) {
    return { outcome: 'our-fault', why: error instanceof Error ? error.message : String(error) };
  }
}

function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
}
