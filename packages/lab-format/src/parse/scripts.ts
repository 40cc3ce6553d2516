import { limits } from '../limits.ts';
import { type Report, startOf } from '../report.ts';
import type { Block, LabCheck, LabScript, Step } from '../schema.ts';
import type { LabSource } from '../source.ts';
import { didYouMean } from '../suggest.ts';
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
    const name = /^[^/]+\/([^/]+)\.sh$/.exec(file)?.[1];
    if (name === undefined) {
      report.warning(startOf(file), {
        rule: 'script',
        message: `Only scripts ${folder}/<name>.sh are read.`,
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
  const scripts = readScripts(source, 'checks', report);
  return new Map([...scripts].map(([name, script]) => [name, { type: 'script', ...script }]));
}

export function warnUnusedChecks(
  checks: ReadonlyMap<string, LabCheck>,
  blocks: readonly Block[],
  report: Report,
): void {
  const used = new Set(blocks.flatMap((block) => (block.type === 'check' ? [block.name] : [])));
  for (const name of checks.keys()) {
    if (used.has(name)) continue;
    report.warning(startOf(`checks/${name}.sh`), {
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
