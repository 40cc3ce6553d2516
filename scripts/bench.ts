import { parseArgs } from 'node:util';
import { coldStart } from './bench/cold-start.ts';
import { type Measurement, toTable } from './bench/measurement.ts';

/** Benchmarks by name. Each brings up what it needs and takes down what it made. */
const benchmarks: Readonly<Record<string, (rounds: number) => Promise<Measurement>>> = {
  'cold-start': coldStart,
};

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    // Ten make a median; `npm test` runs two, to see that the benchmark works.
    rounds: { type: 'string', default: '10' },
  },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write(`--rounds takes a whole number from 1 on, not ${values.rounds}.\n`);
  process.exit(2);
}
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const measurements: Measurement[] = [];
for (const name of names) {
  const benchmark = benchmarks[name];
  if (!benchmark) {
    process.stderr.write(
      `No benchmark ${name}. There are: ${Object.keys(benchmarks).join(', ')}.\n`,
    );
    process.exit(2);
  }
  measurements.push(await benchmark(rounds));
}
process.stdout.write(values.json ? `${JSON.stringify(measurements)}\n` : toTable(measurements));
