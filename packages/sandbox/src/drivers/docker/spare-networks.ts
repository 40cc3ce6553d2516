import { randomBytes } from 'node:crypto';
import type { Egress } from '../../driver.ts';
import type { Engine } from './engine.ts';
import { removeNetwork } from './removal.ts';
import { type NetworkPlan, networkName, networkSettings } from './settings.ts';
import type { Subnet, SubnetPool } from './subnets.ts';

/** What a sandbox takes over from the network that was made for it: its place, and the mark of all that is made with it. */
interface Spare {
  readonly attempt: string;
  readonly subnet: Subnet;
}

/** Networks made ahead: making one takes a tenth of a sandbox's start. */
export interface SpareNetworks {
  /** The one that is there, or is being made, if one is. */
  take(egress: Egress): Promise<Spare | undefined>;
  /** Makes the next one, in the background. */
  refill(egress: Egress): void;
  /** Whether it waits here, or is being made. */
  has(attempt: string): boolean;
  /** Removes them. */
  close(): Promise<void>;
}

export interface SpareNetworksOptions {
  readonly engine: Engine;
  readonly subnets: SubnetPool;
  readonly origin: Pick<NetworkPlan, 'instance' | 'home' | 'owner'>;
  /** False: none is ever made ahead. */
  readonly wanted: boolean;
}

export function createSpareNetworks(options: SpareNetworksOptions): SpareNetworks {
  const { engine, subnets, origin, wanted } = options;
  const spares = new Map<Egress, Spare & { isThere: boolean; made: Promise<void> }>();
  let closed = false;

  async function make(plan: NetworkPlan): Promise<void> {
    await engine.call('create a network', () => engine.docker.createNetwork(networkSettings(plan)));
  }

  return {
    async take(egress) {
      const spare = spares.get(egress);
      spares.delete(egress);
      await spare?.made;
      return spare?.isThere ? spare : undefined;
    },
    refill(egress) {
      if (!wanted || closed || spares.has(egress)) return;
      const subnet = subnets.take();
      const attempt = randomBytes(8).toString('hex');
      const spare = { attempt, subnet, isThere: false, made: Promise.resolve() };
      spares.set(egress, spare);
      spare.made = make({ ...origin, attempt, egress, subnet }).then(
        () => {
          spare.isThere = true;
        },
        () => {
          // Somebody else has the subnet, or the engine is away: a sandbox makes its network itself then.
          if (spares.get(egress) === spare) spares.delete(egress);
          subnets.give(subnet);
        },
      );
    },
    has: (attempt) => [...spares.values()].some((spare) => spare.attempt === attempt),
    async close() {
      closed = true;
      for (const spare of [...spares.values()]) {
        await spare.made;
        if (spare.isThere)
          await removeNetwork(engine, networkName({ ...origin, attempt: spare.attempt }));
      }
      spares.clear();
    },
  };
}
