import { setMaxListeners } from 'node:events';
import type { Bench } from './bench/bench.ts';
import { build } from './bench/build.ts';
import { coldStart } from './bench/cold-start.ts';
import { density } from './bench/density.ts';
import { echo } from './bench/echo.ts';
import { joinStorm } from './bench/join-storm.ts';
import { lighthousePoints } from './bench/lighthouse.ts';
import { type Measurement, toTable } from './bench/measurement.ts';
import { neighbours } from './bench/neighbours.ts';
import { type BenchOptions, readOptions } from './bench/options.ts';
import { output } from './bench/output.ts';
import { poolStart } from './bench/pool-start.ts';
import { preview } from './bench/preview.ts';

/** Benchmarks by name. Each brings up what it needs and takes down what it made, also when it fails or is stopped. */
const benchmarks: Readonly<Record<string, (bench: Bench) => Promise<Measurement[]>>> = {
  'cold-start': coldStart,
  'pool-start': poolStart,
  density,
  'join-storm': joinStorm,
  build,
  neighbours,
  preview,
  echo,
  output,
  lighthouse: lighthousePoints,
};

const options = givenOptions();
const names = options.names.length > 0 ? options.names : Object.keys(benchmarks);
const unknown = names.find((name) => !(name in benchmarks));
if (unknown !== undefined)
  refuse(`No benchmark ${unknown}. There are: ${Object.keys(benchmarks).join(', ')}.`);
const stop = new AbortController();
// Every call that is under way listens to it.
setMaxListeners(0, stop.signal);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => stop.abort(new Error(`stopped by ${name}`)));
}
try {
  const measured = await runAll();
  process.stdout.write(options.json ? `${JSON.stringify(measured)}\n` : toTable(measured));
} catch (error) {
  // Whatever it broke off fails in its own words; that it was stopped is what counts.
  if (!stop.signal.aborted) throw error;
  process.stderr.write(`${stop.signal.reason.message}\n`);
  process.exitCode = 1;
}

async function runAll(): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (const name of names) {
    const say = (line: string) => void process.stderr.write(`${name}: ${line}\n`);
    measured.push(...((await benchmarks[name]?.({ ...options, signal: stop.signal, say })) ?? []));
  }
  return measured;
}

function givenOptions(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}
