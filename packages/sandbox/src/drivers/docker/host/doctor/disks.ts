import { chooseDisks } from '../../disks/choose.ts';
import type { DiskTier } from '../../disks/disks.ts';
import { connectEngine } from '../../engine.ts';
import type { Examined, Finding } from './finding.ts';

/** What would hold sandboxes to their disk limits: tried. */
export async function examineDisks(examined: Examined, tierOf = tryDisks): Promise<Finding> {
  const named = { id: 'disks', title: 'Disk limits' };
  if (examined.engine === undefined)
    return {
      ...named,
      state: 'warning',
      detail: 'not known without an engine',
      advice: 'Look again when there is one.',
    };
  const tier = await tierOf(examined);
  if (tier !== 'watched') return { ...named, state: 'ok', detail: MEANING[tier] };
  const advice =
    'Run Drydock as root, or keep the engine on XFS with project quotas: then the limits hold by themselves.';
  return { ...named, state: 'warning', detail: MEANING[tier], advice };
}

const MEANING: Readonly<Record<DiskTier, string>> = {
  quota: 'by project quotas of the engine’s file system',
  image: 'by a file system image for each sandbox',
  watched: 'watched only: a sandbox that uses too much is paused when that is seen',
};

async function tryDisks({ engine, home }: Examined): Promise<DiskTier> {
  const { tier } = await chooseDisks({
    engine: connectEngine({ socketPath: engine?.socket ?? '' }),
    ...{ home, instance: 'doctor', isLocal: true },
    workspaceName: (id) => id,
  });
  return tier;
}
