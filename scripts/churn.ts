import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { KINDS } from './churn/inventory.ts';
import { createPlan } from './churn/plan.ts';
import { countEach, toTable } from './churn/report.ts';
import { type RunReport, runChurn } from './churn/run.ts';

/**
 * `npm run test:churn`: learners come, use their sandboxes and go, while sandboxes and the server are killed. Nothing of
 * it may be left on the box. `--seed` repeats a run, as far as the timing of a box can be repeated.
 */
const { values } = parseArgs({
  options: {
    sandboxes: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'at-once': { type: 'string', default: String(2 * cpus().length) },
  },
});
const sandboxes = wholeNumber('sandboxes');
const seed = wholeNumber('seed');
const atOnce = wholeNumber('at-once');
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort(new Error('stopped by Ctrl+C')));
process.once('SIGTERM', () => stopping.abort(new Error('stopped')));

process.stdout.write(`${sandboxes} sandboxes, ${atOnce} learners at once, seed ${seed}\n`);
const began = performance.now();
await runChurn({
  plan: createPlan(sandboxes, seed),
  atOnce,
  signal: stopping.signal,
  say: (line) => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${seconds.padStart(7)} s  ${line}\n`);
  },
}).then(
  (report) => {
    process.stdout.write(summary(report));
    process.exitCode = report.failures.length + report.left.length > 0 ? 1 : 0;
  },
  (error: Error) => {
    process.stderr.write(`The run was broken off: ${error.message}\n`);
    process.exitCode = 1;
  },
);

function summary({ done, starts, seconds, left, looked, failures }: RunReport): string {
  const sorted = starts.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const found = new Map(left);
  return [
    '\nWhat was done\n',
    toTable(countEach(done.toSorted()).map(([name, count]) => [name, String(count)])),
    `${seconds.toFixed(0)} s, ${((sandboxes / seconds) * 60).toFixed(1)} creates a minute; `,
    `a sandbox was ready after ${(middle / 1000).toFixed(1)} s at the median\n`,
    '\nWhat is left\n',
    toTable(KINDS.map((kind) => [kind, String(found.get(kind)?.length ?? looked[kind].length)])),
    ...left.flatMap(([kind, names]) => names.map((name) => `LEFT: ${kind}: ${name}\n`)),
    ...failures.map((failure) => `FAILED: ${failure}\n`),
    failures.length + left.length === 0 ? '\nNothing is left.\n' : '\n',
  ].join('');
}

function wholeNumber(name: 'sandboxes' | 'seed' | 'at-once'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= (name === 'seed' ? 0 : 1)) return number;
  process.stderr.write(`--${name} takes a whole number, not ${values[name]}.\n`);
  process.exit(2);
}
