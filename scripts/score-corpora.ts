import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scoreCorpora } from './score-corpora/corpora.ts';
import { shortfalls, toTable } from './score-corpora/report.ts';

// npm run score:corpora [-- --json] [folder]: imports public labs of other platforms and compares what their
// authors marked as something to do with the blocks of the labs that come out.

const given = process.argv.slice(2).filter((argument) => argument !== '--json');
const json = process.argv.includes('--json');
const folder = given[0] ?? fileURLToPath(new URL('../../shared/corpora', import.meta.url));

if (!existsSync(join(folder, 'index.json'))) {
  process.stderr.write(`Nothing to score: there are no corpora at ${folder}.\n`);
  if (json) process.stdout.write('[]\n');
} else {
  const scores = await scoreCorpora(folder);
  const short = shortfalls(scores);
  if (json) {
    const plain = scores.map(({ problems: _, ...score }) => score);
    process.stdout.write(`${JSON.stringify(plain, null, 2)}\n`);
  } else process.stdout.write(`${toTable(scores)}\n`);
  for (const problem of scores.flatMap(({ problems }) => problems))
    process.stderr.write(`${problem}\n`);
  for (const line of short) process.stderr.write(`Missed: ${line}\n`);
  if (short.length > 0) process.exitCode = 1;
}
