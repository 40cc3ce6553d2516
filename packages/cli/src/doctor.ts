import { examineBox, type Finding } from '@drydock/sandbox/docker/host';
import pc from 'picocolors';
import { hostSettings } from './settings.ts';

export interface DoctorOptions {
  /** One JSON array of findings instead of lines. */
  readonly json: boolean;
}

/** `drydock doctor`: what this box can do, looked at now. Exit code 1 when there is a problem. */
export async function doctor({ json }: DoctorOptions): Promise<void> {
  const findings = await examineBox(hostSettings(process.env));
  process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : render(findings));
  if (findings.some(({ state }) => state === 'problem')) process.exitCode = 1;
}

/** A line for each finding, what to do below it, and how many there are of what. */
export function render(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ title }) => title.length));
  const lines = findings.flatMap((finding) => {
    const { state, title, detail, advice } = finding;
    const colour = colourOf(finding);
    const line = `${colour(MARKS[state])} ${pc.bold(title.padEnd(width))}  ${state === 'ok' ? detail : colour(detail)}`;
    return advice === undefined ? [line] : [line, `${' '.repeat(width + 10)} ${advice}`];
  });
  return [...lines, '', summary(findings), ''].join('\n');
}

const MARKS = { ok: 'ok     ', warning: 'warning', problem: 'problem' };

function colourOf({ id, state, detail }: Finding): (text: string) => string {
  if (state === 'ok') return pc.green;
  // It works, and is the worst that a host can choose.
  const isPrivileged = id === 'isolation' && detail.startsWith('privileged');
  return state === 'problem' || isPrivileged ? pc.red : pc.yellow;
}

function summary(findings: readonly Finding[]): string {
  const count = (wanted: Finding['state']) =>
    findings.filter(({ state }) => state === wanted).length;
  const problems = count('problem');
  if (problems > 0)
    return pc.red(`${problems} of ${findings.length} in the way: see what to do above.`);
  const warnings = count('warning');
  if (warnings === 0) return pc.green('This box can host sandboxes.');
  return `This box can host sandboxes; ${warnings} to know about.`;
}
