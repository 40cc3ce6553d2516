import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { check } from './check.mjs';
import { ensurePackages, root, seconds } from './packages.mjs';
import { countPlaywright, countVitest } from './results.mjs';
import { runStep } from './steps.mjs';

/**
 * `npm test`: sets up what is missing, then runs everything. A part that fails does not keep the
 * others from running; the last line is the sum, and any failure is an exit code of 1.
 */
const results = `${root}/.cache/results`;
const started = performance.now();
const total = { passed: 0, failed: 0 };

ensurePackages();
ensureChromium();
const { drydockHome, whileUsing } = await hostPreparation();
// Another run that ends meanwhile must not stop the engine in a moment when nothing runs on it.
await whileUsing(drydockHome(process.env), onEngine);
await step('engine stopped, unless in use', ['drydock', 'stop', '--idle']);

process.stdout.write(`\nAll of it took ${seconds(started)}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function onEngine() {
  heading('Checks; beside them the host: engine, sandbox image, base images, hub');
  // On a bare machine it takes minutes, of which it waits a good part.
  const preparing = step('host prepared', ['drydock', 'prepare'], 'after');
  add(await check());
  const prepared = await preparing;
  const built = await step('page built', ['npm', 'run', '--silent', 'build', '-w', '@drydock/web']);
  await step('page within its size', ['size-limit']);
  if (!prepared) return;

  heading('Integration, on the real engine');
  const integration = fresh('integration.json');
  await runStep({
    name: 'integration tests',
    command: [
      ...['vitest', 'run', '--project', 'integration*'],
      ...['--reporter=verbose', '--reporter=json', `--outputFile.json=${integration}`],
    ],
    show: 'live',
  });
  add(countVitest(integration));

  heading('Labs, played in sandboxes');
  await Promise.all([
    step(
      'every step of every lab does what it says',
      ['drydock', 'test', ...labsLongestFirst()],
      'after',
    ),
    step('documents as they are do what they say', ['tsx', 'scripts/play-seeds.ts'], 'after'),
  ]);

  heading('Benchmarks, short form');
  // Of the box's memory and disk, so alone. What the others measure in this form means nothing.
  await benchmark('density');
  await twoAtOnce(
    ['build', 'cold-start', ...(built ? ['neighbours', 'join-storm'] : [])],
    benchmark,
  );
  if (!built) return;
  // In Chromium, which breaks off requests when networks of another bench come and go.
  for (const name of ['pool-start', 'preview', 'echo', 'output']) await benchmark(name);

  heading('Churn, short form');
  const churn = ['tsx', 'scripts/churn.ts', '--sandboxes', '12'];
  await step('nothing is left of sandboxes that come and go', churn);

  heading('Escape attempts');
  await step('nobody gets out of a sandbox', ['tsx', 'scripts/escape.ts']);

  heading('End to end, in Chromium');
  const endToEnd = fresh('e2e.json');
  await runStep({ name: 'end-to-end tests', command: ['playwright', 'test'], show: 'live' });
  add(countPlaywright(endToEnd));
}

/** @param {string} name */
async function benchmark(name) {
  await step(`bench ${name}`, ['tsx', 'scripts/bench.ts', name, '--short'], 'after');
}

/** Two are played at a time: the longest must not be left alone at the end. */
function labsLongestFirst() {
  const labs = readdirSync(`${root}/labs`).map((slug) => `labs/${slug}`);
  /** @param {string} lab */
  const size = (lab) => statSync(`${root}/${lab}/lab.md`).size;
  return labs.toSorted((a, b) => size(b) - size(a));
}

/**
 * Much of their time they wait, for a sandbox or the network.
 * @param {string[]} names
 * @param {(name: string) => Promise<void>} run
 */
async function twoAtOnce(names, run) {
  const left = [...names];
  const next = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) await run(name);
  };
  await Promise.all([next(), next()]);
}

/** Its source is TypeScript, and what reads that is there only once the packages are. */
async function hostPreparation() {
  const { register } = await import('tsx/esm/api');
  register();
  return import('@drydock/sandbox/docker/host');
}

/**
 * One step that counts as one test.
 * @param {string} name
 * @param {string[]} command
 * @param {import('./steps.mjs').Step['show']} show
 */
async function step(name, command, show = 'live') {
  const succeeded = await runStep({ name, command, show });
  add(succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  return succeeded;
}

/** @param {import('./results.mjs').Count} count */
function add(count) {
  total.passed += count.passed;
  total.failed += count.failed;
}

/** @param {string} name - of a report, which an earlier run may have left */
function fresh(name) {
  rmSync(`${results}/${name}`, { force: true });
  return `${results}/${name}`;
}

/** @param {string} title */
function heading(title) {
  process.stdout.write(`\n== ${title} (after ${seconds(started)})\n`);
}

function ensureChromium() {
  if (existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium')) return;
  process.stdout.write('Installing chromium ...\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ]) {
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) {
      process.stderr.write(
        'chromium could not be installed. Install it, or name one in CHROMIUM_PATH.\n',
      );
      process.exit(1);
    }
  }
}
