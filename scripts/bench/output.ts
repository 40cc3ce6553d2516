import type { Bench } from './bench.ts';
import { compare, type Measurement } from './measurement.ts';
import { residentMemory, watchMemory } from './resident-memory.ts';
import { type ServedTerminal, withTerminals } from './terminals.ts';

const ROUNDS = 5;
const BYTES = 50_000_000;
const SHORT_BYTES = 1_000_000;
/** Ctrl+C, in each round. */
const INTERRUPTS = 4;

/** Lines as long as those of a log, none like another. */
const ENDLESS = 'base64 -w 79 /dev/urandom';

/**
 * What 50 MB of output do to a lab's terminal in Chromium, and to that of ttyd beside it: milliseconds of the page's
 * longest task from Enter until the prompt is back (50 where none was longer: browsers do not tell); megabytes that
 * the server's memory is at most above what it was before any output; milliseconds from the event of Ctrl+C, while
 * output without end flows, until the prompt is painted. Of the memory and the tasks a sample is a round.
 */
export async function output(bench: Bench): Promise<Measurement[]> {
  const rounds = bench.numbers.rounds ?? ROUNDS;
  const bytes = bench.short ? SHORT_BYTES : BYTES;
  const interrupts = bench.short ? 1 : INTERRUPTS;
  const samples = { ours: noSamples(), ttyd: noSamples() };
  await withTerminals(bench, ['ttyd'], async ({ ours, ttyd }) => {
    const sides = [
      { terminal: ours, into: samples.ours, before: await residentMemory(ours.server) },
      { terminal: ttyd, into: samples.ttyd, before: await residentMemory(ttyd.server) },
    ];
    for (let round = 1; round <= rounds; round += 1) {
      for (const { terminal, into, before } of sides) {
        bench.signal.throwIfAborted();
        const { longestTask, most } = await flood(terminal, bytes);
        into.tasks.push(Math.max(UNTOLD_MS, longestTask));
        into.memory.push((most - before) / 1e6);
        for (let count = 0; count < interrupts; count += 1) {
          // At another moment of what is sent and what is held back each time.
          const after = 600 + ((round * 4 + count) % 10) * 70;
          into.interrupts.push(await terminal.page.interrupt(ENDLESS, after));
        }
        bench.say(JSON.stringify(into));
      }
    }
  });
  const { ours, ttyd } = samples;
  const row = (name: string, unit: string, of: keyof OutputSamples) =>
    compare({ name, unit: `${unit} (baseline: ttyd)`, ours: ours[of], baseline: ttyd[of] });
  return [
    row('output-task', 'ms', 'tasks'),
    row('output-memory', 'MB', 'memory'),
    row('output-interrupt', 'ms', 'interrupts'),
  ];
}

interface OutputSamples {
  readonly tasks: number[];
  readonly memory: number[];
  readonly interrupts: number[];
}

function noSamples(): OutputSamples {
  return { tasks: [], memory: [], interrupts: [] };
}

/** A task that takes no longer is none that a browser tells of. */
const UNTOLD_MS = 50;

async function flood(
  { page, server }: ServedTerminal,
  bytes: number,
): Promise<{ longestTask: number; most: number }> {
  const memory = watchMemory(server);
  try {
    return { longestTask: await page.flood(`${ENDLESS} | head -c ${bytes}`), most: memory.stop() };
  } finally {
    memory.stop();
  }
}
