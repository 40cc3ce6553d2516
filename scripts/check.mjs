import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensurePackages, root, seconds } from './packages.mjs';
import { countVitest } from './results.mjs';
import { runStep } from './steps.mjs';

const unitReport = `${root}/.cache/results/unit.json`;

const labs = readdirSync(`${root}/labs`).map((slug) => `labs/${slug}`);

/** What needs no engine and no browser. Biome checks format, lint, boundaries, cycles and file sizes. */
const steps = [
  {
    name: 'format, lint, boundaries, cycles, sizes',
    command: ['biome', 'ci', '--error-on-warnings', '.'],
  },
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'labs', command: ['drydock', 'lint', ...labs] },
  {
    name: 'unit tests',
    command: [
      ...['vitest', 'run', '--project', 'unit', '--project', 'web'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    ],
  },
];

/**
 * Runs every check, one after the other: they use all cores by themselves.
 * @returns {Promise<import('./results.mjs').Count>} steps and unit tests
 */
export async function check() {
  mkdirSync(`${root}/.cache/results`, { recursive: true });
  rmSync(unitReport, { force: true });
  let failed = 0;
  for (const step of steps) if (!(await runStep(step))) failed += 1;
  const units = countVitest(unitReport);
  return { passed: steps.length - failed + units.passed, failed: failed + units.failed };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensurePackages();
  const started = performance.now();
  const { passed, failed } = await check();
  process.stdout.write(`${passed} passed, ${failed} failed (${seconds(started)})\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
