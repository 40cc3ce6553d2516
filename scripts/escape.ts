import { parseArgs } from 'node:util';
import { attempts } from './escape/attempts.ts';
import { withRange } from './escape/range.ts';
import { isPass, type Result, resultOf, toTable } from './escape/report.ts';

/**
 * `npm run test:escape`: tries to get out of a sandbox in many ways, on a Drydock of its own. Exit code 1 when one of
 * them succeeds, or could not be judged.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Only attempts whose topic or name has one of these texts, with commas between. */
    only: { type: 'string', default: '' },
  },
});
const texts = values.only.split(',');
const chosen = attempts.filter(({ topic, name }) =>
  texts.some((text) => `${topic}: ${name}`.includes(text)),
);
if (chosen.length === 0) fail(`No attempt has "${values.only}" in its name.`);
if (process.getuid?.() !== 0) {
  fail('The attempts need root on this box, to put there what must not be reached.');
}
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
}
const say = (line: string) => void process.stderr.write(`${line}\n`);
const results = await withRange({ say, signal: stop.signal }, async (range) => {
  const done: Result[] = [];
  for (const attempt of chosen) {
    stop.signal.throwIfAborted();
    const result = await resultOf(attempt, () => attempt.run(range));
    done.push(result);
    say(`${result.verdict.padEnd(8)} ${result.topic}: ${result.name} (${result.took} ms)`);
  }
  return done;
}).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
process.stdout.write(values.json ? `${JSON.stringify(results)}\n` : toTable(results));
process.exitCode = isPass(results) ? 0 : 1;

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
