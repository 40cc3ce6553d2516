import { parseArgs } from 'node:util';
import { coldStart } from './bench/cold-start.ts';
import { type Measurement, toTable } from './bench/measurement.ts';

/** Benchmarks by name. Each brings up what it needs and takes down what it made. */
const benchmarks: Readonly<Record<string, () => Promise<Measurement>>> = {
  'cold-start': coldStart,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
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
  measurements.push(await benchmark());
}
process.stdout.write(values.json ? `${JSON.stringify(measurements)}\n` : toTable(measurements));
