import type { Sandbox } from '@drydock/sandbox';
import { atOnce } from './at-once.ts';
import { baseImages, withImageTar } from './base-images.ts';
import type { Bench } from './bench.ts';
import { type Box, onBox, ourContainers, withDriver } from './box.ts';
import { execIn } from './container-exec.ts';
import { type Conventional, loadImages, startConventional } from './conventional-start.ts';
import { boxUse, type Fleet, measureFleet, memoryOfFleet, toldFleet } from './fleet.ts';
import { availableMemory } from './footprint.ts';
import { compare, type Measurement } from './measurement.ts';

const SANDBOXES = 150;
const BASELINE_SANDBOXES = 5;
/** Started at a time. */
const LIMIT = 4;

/**
 * Idle sandboxes, all of them running at once; then conventional ones, one after the other, until they use as much
 * of the box's memory or --baseline-sandboxes of them run.
 * `idle-memory`: MB of a sandbox's cgroup less its inactive file pages, as `docker stats` counts, settled.
 * `fresh-disk`: MB that the file systems of the engine and of Drydock's home have less, by sandbox on an average, so one
 * sample: it counts whatever others write meanwhile.
 * `idle-at-once`: how many run and all answer `docker version`. Where the conventional ones ended at their number and
 * not at the memory, the unit says so: the row then shows that ours run, and compares nothing.
 */
export async function density(bench: Bench): Promise<Measurement[]> {
  const count = bench.numbers.sandboxes ?? SANDBOXES;
  const most = bench.numbers['baseline-sandboxes'] ?? BASELINE_SANDBOXES;
  return onBox(bench, async (box) => {
    const ours = await ourFleet({ bench, box, count });
    bench.say(`ours: ${toldFleet(ours)}`);
    const theirs = await conventionalFleet({
      bench,
      box,
      count: most,
      budget: memoryOfFleet(ours),
    });
    bench.say(`conventional: ${toldFleet(theirs)}`);
    const capped = theirs.answering === most ? ` (conventional: at most ${most} started)` : '';
    return [
      compare({ name: 'idle-memory', unit: 'MB', ours: ours.memory, baseline: theirs.memory }),
      compare({ name: 'fresh-disk', unit: 'MB', ours: [ours.disk], baseline: [theirs.disk] }),
      compare({
        name: 'idle-at-once',
        unit: `sandboxes${capped}`,
        ours: [ours.answering],
        baseline: [theirs.answering],
      }),
    ];
  });
}

interface FleetStart {
  readonly bench: Bench;
  readonly box: Box;
  readonly count: number;
}

function ourFleet({ bench, box, count }: FleetStart): Promise<Fleet> {
  return withDriver(box, async (driver) => {
    const before = await boxUse(box);
    const sandboxes: Sandbox[] = [];
    try {
      await atOnce({ count, limit: LIMIT }, async (index) => {
        bench.signal.throwIfAborted();
        sandboxes.push(await driver.create({ id: `idle${index}` }, bench.signal));
        if (sandboxes.length % 10 === 0) bench.say(`${sandboxes.length} sandboxes run`);
      });
      const answers = async (sandbox: Sandbox) => {
        const { exitCode } = await sandbox.exec({ command: ['docker', 'version'] }, bench.signal);
        return exitCode === 0;
      };
      const containers = await ourContainers(box);
      return await measureFleet({ bench, box, before, containers, members: sandboxes, answers });
    } finally {
      const remove = async (index: number) => {
        await sandboxes[index]?.destroy({ workspace: 'remove' });
      };
      await atOnce({ count: sandboxes.length, limit: LIMIT }, remove);
    }
  });
}

async function conventionalFleet({
  bench,
  box,
  count,
  budget,
}: FleetStart & { readonly budget: number }): Promise<Fleet> {
  const images = await baseImages(box, bench);
  return withImageTar({ bench, box, images }, async (tar) => {
    const before = await boxUse(box);
    const members: Conventional[] = [];
    try {
      const hasRoom = async () => before.availableMemory - (await availableMemory()) < budget;
      // At least one: of a few sandboxes the budget is lost in what else the box does.
      while (members.length === 0 || (members.length < count && (await hasRoom()))) {
        bench.signal.throwIfAborted();
        const member = await startConventional({ bench, box, tar });
        members.push(member);
        await loadImages(member, images);
      }
      const answers = (member: Conventional) =>
        execIn({ ...member, command: ['docker', 'version'], signal: bench.signal }).then(
          () => true,
          () => false,
        );
      const containers = members.map(({ container }) => container);
      return await measureFleet({ bench, box, before, containers, members, answers });
    } finally {
      for (const member of members) await member.remove();
    }
  });
}
