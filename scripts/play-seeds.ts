import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare, type PlayedCommand } from './play-seeds/compare.ts';
import { readExpected } from './score-seeds/expected.ts';

/**
 * Plays documents that nobody wrote for a sandbox (`drydock test --readme`), and holds each command against what came
 * of it when they were carried out by hand (`commands.json`). Exit code 1 when something differs.
 */
const folder = fileURLToPath(new URL('../../shared/seeds', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const SEEDS = ['000', '001', '002'];

if (existsSync(folder)) await play();
else process.stdout.write('The seed documents are not played: there is no ../shared/seeds here.\n');

async function play(): Promise<void> {
  const { labs } = JSON.parse(await drydockTest()) as Played;
  const expected = await readExpected(folder);
  let isGood = labs.length === SEEDS.length;
  for (const { slug, steps, error } of labs) {
    const blocks = steps.flatMap((step) => step.blocks);
    const { commands, right, wrong } = compare(expected.get(slug) ?? [], blocks);
    const counted = Object.entries(right).map(([verdict, count]) => `${count} ${verdict}`);
    const other = blocks.filter(({ verdict }) => verdict === 'failed').length;
    process.stdout.write(
      `${slug}: ${commands} commands: ${counted.join(', ')}; ${wrong.length} different, ${other} failed\n`,
    );
    for (const sentence of [...wrong, ...(error === undefined ? [] : [error])]) {
      process.stdout.write(`  ${sentence}\n`);
    }
    isGood &&= commands > 0 && wrong.length === 0 && other === 0 && error === undefined;
  }
  process.exitCode = isGood ? 0 : 1;
}

interface Played {
  readonly labs: readonly {
    readonly slug: string;
    readonly error?: string;
    readonly steps: readonly { readonly blocks: readonly PlayedCommand[] }[];
  }[];
}

/** What it prints is read whether it failed or not; what it says on the way is shown. */
function drydockTest(): Promise<string> {
  const files = SEEDS.map((name) => join(folder, `${name}.md`));
  return new Promise((resolve, reject) => {
    const command = ['packages/cli/bin/drydock.mjs', 'test', '--json', '--readme', ...files];
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(process.execPath, command, options, (error, stdout) => {
      if (stdout.trim() === '') reject(error ?? new Error('drydock test has printed nothing.'));
      else resolve(stdout);
    });
    child.stderr?.pipe(process.stderr);
  });
}
