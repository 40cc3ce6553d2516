import { limits } from '../limits.ts';
import { type Report, startOf } from '../report.ts';
import type { Block, LabCheck, LabScript, Step } from '../schema.ts';
import type { LabSource } from '../source.ts';
import { didYouMean } from '../suggest.ts';
import { isCondition, readConditions } from './declared-checks.ts';
import { readText } from './source-text.ts';

/** The scripts `<folder>/<name>.sh`, by name. */
export function readScripts(
  { files }: LabSource,
  folder: 'checks' | 'solution',
  report: Report,
): Map<string, LabScript> {
  const scripts = new Map<string, LabScript>();
  for (const [file, bytes] of files) {
    if (!file.startsWith(`${folder}/`)) continue;
    if (folder === 'checks' && isCondition(file)) continue;
    const name = /^[^/]+\/([^/]+)\.sh$/.exec(file)?.[1];
    if (name === undefined) {
      const and = folder === 'checks' ? ' and checks/<name>.yaml' : '';
      report.warning(startOf(file), {
        rule: 'script',
        message: `Only ${folder}/<name>.sh${and} are read.`,
        fix: 'rename or remove it',
      });
      continue;
    }
    const source = readText({ file, bytes, limit: limits.scriptBytes, report });
    if (source !== null) scripts.set(name, { name, source });
  }
  return scripts;
}

/** The lab's checks, by name. */
export function readChecks(source: LabSource, report: Report): Map<string, LabCheck> {
  const checks = new Map<string, LabCheck>();
  for (const [name, script] of readScripts(source, 'checks', report)) {
    checks.set(name, { type: 'script', ...script });
  }
  for (const [name, condition] of readConditions(source, report)) {
    if (checks.has(name)) {
      report.error(startOf(`checks/${name}.yaml`), {
        rule: 'check',
        message: `There is a checks/${name}.sh as well.`,
        fix: 'remove one of them, or rename it',
      });
    }
    checks.set(name, { type: 'declared', name, condition });
  }
  return checks;
}

export function warnUnusedChecks(
  checks: ReadonlyMap<string, LabCheck>,
  blocks: readonly Block[],
  report: Report,
): void {
  const used = new Set(blocks.flatMap((block) => (block.type === 'check' ? [block.name] : [])));
  for (const [name, check] of checks) {
    if (used.has(name)) continue;
    report.warning(startOf(`checks/${name}.${check.type === 'script' ? 'sh' : 'yaml'}`), {
      rule: 'check',
      message: 'No step uses this check.',
      fix: `write ::check[What is checked]{name=${name}} in a step`,
    });
  }
}

export function warnUnusedSolutions(
  solutions: ReadonlyMap<string, LabScript>,
  steps: readonly Step[],
  report: Report,
): void {
  const ids = steps.map((step) => step.id);
  for (const name of solutions.keys()) {
    if (ids.includes(name)) continue;
    report.warning(startOf(`solution/${name}.sh`), {
      rule: 'solution',
      message: 'There is no step of this name.',
      fix: didYouMean(name, ids),
    });
  }
}
