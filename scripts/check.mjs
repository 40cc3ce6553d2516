import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensurePackages, root, seconds } from './packages.mjs';
import { countVitest } from './results.mjs';
import { runStep } from './steps.mjs';

const unitReport = `${root}/.cache/results/unit.json`;

const labs = readdirSync(`${root}/labs`).map((slug) => `labs/${slug}`);

/** What is told without running anything. Biome checks format, lint, boundaries, cycles and file sizes. */
const readings = [
  {
    name: 'format, lint, boundaries, cycles, sizes',
    command: ['biome', 'ci', '--error-on-warnings', '.'],
  },
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'labs', command: ['drydock', 'lint', ...labs] },
];

const unitTests = {
  name: 'unit tests',
  command: [
    ...['vitest', 'run', '--project', 'unit', '--project', 'web'],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  ],
};

/**
 * Runs every check that needs no engine and no browser: all at once, as the tests wait now and then.
 * @returns {Promise<import('./results.mjs').Count>} steps and unit tests
 */
export async function check() {
  mkdirSync(`${root}/.cache/results`, { recursive: true });
  rmSync(unitReport, { force: true });
  const succeeded = await Promise.all([...readings, unitTests].map(runStep));
  const passed = succeeded.filter(Boolean).length;
  const units = countVitest(unitReport);
  return { passed: passed + units.passed, failed: succeeded.length - passed + units.failed };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensurePackages();
  const started = performance.now();
  const { passed, failed } = await check();
  process.stdout.write(`${passed} passed, ${failed} failed (${seconds(started)})\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
