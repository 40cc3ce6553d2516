import { type Bench, warmUps } from './bench.ts';
import { compare, type Measurement } from './measurement.ts';
import { withTerminals } from './terminals.ts';

const ROUNDS = 10;

/**
 * Milliseconds from a key's event until its character is painted, in one Chromium: in a lab's terminal, whose shell is
 * in a sandbox, and in the pages of ttyd and wetty, whose shells are on this box. Each round is a line of 20 letters in
 * each, by turns; a sample is a key. The short form leaves out wetty, which needs a compiler to be installed.
 */
export async function echo(bench: Bench): Promise<Measurement[]> {
  const rounds = bench.numbers.rounds ?? ROUNDS;
  const peers = bench.short ? (['ttyd'] as const) : (['ttyd', 'wetty'] as const);
  const samples = { ours: [] as number[], ttyd: [] as number[], wetty: [] as number[] };
  await withTerminals(bench, peers, async (terminals) => {
    // The first of each fills caches: it is not counted.
    for (let round = 1 - warmUps(bench); round <= rounds; round += 1) {
      for (const name of ['ours', ...peers] as const) {
        bench.signal.throwIfAborted();
        const times = await terminals[name].page.typeLine();
        if (round > 0) samples[name].push(...times);
      }
    }
  });
  return peers.map((peer) =>
    compare({
      name: peer === 'ttyd' ? 'echo' : `echo-${peer}`,
      unit: `ms (baseline: ${peer})`,
      ours: samples.ours,
      baseline: samples[peer],
    }),
  );
}
