import { randomBytes } from 'node:crypto';
import type { Egress } from '../../driver.ts';
import type { Engine } from './engine.ts';
import { removeNetwork } from './removal.ts';
import { type NetworkPlan, networkName, networkSettings } from './settings.ts';
import { isSubnetTaken, SUBNET_TRIES, type Subnet, type SubnetPool } from './subnets.ts';

/** What a sandbox takes over from the network that was made for it: its place, and the mark of all that is made with it. */
interface Spare {
  readonly attempt: string;
  readonly subnet: Subnet;
}

/** One that is there or is being made. */
interface Making {
  readonly attempt: string;
  /** Undefined when it could not be made. */
  readonly spare: Promise<Spare | undefined>;
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
  const spares = new Map<Egress, Making>();
  let closed = false;

  async function make(plan: Omit<NetworkPlan, 'subnet'>): Promise<Spare> {
    for (let tries = 1; ; tries += 1) {
      const subnet = subnets.take();
      const settings = networkSettings({ ...plan, subnet });
      try {
        await engine.call('create a network', () => engine.docker.createNetwork(settings));
        return { attempt: plan.attempt, subnet };
      } catch (error) {
        subnets.give(subnet);
        if (tries === SUBNET_TRIES || !isSubnetTaken(error)) throw error;
      }
    }
  }

  return {
    async take(egress) {
      const making = spares.get(egress);
      spares.delete(egress);
      return await making?.spare;
    },
    refill(egress) {
      if (!wanted || closed || spares.has(egress)) return;
      const attempt = randomBytes(8).toString('hex');
      const spare = make({ ...origin, attempt, egress }).catch(() => {
        // The engine is away: a sandbox makes its network itself then.
        if (spares.get(egress)?.attempt === attempt) spares.delete(egress);
        return undefined;
      });
      spares.set(egress, { attempt, spare });
    },
    has: (attempt) => [...spares.values()].some((making) => making.attempt === attempt),
    async close() {
      closed = true;
      for (const making of [...spares.values()]) {
        const spare = await making.spare;
        if (spare) await removeNetwork(engine, networkName({ ...origin, attempt: spare.attempt }));
      }
      spares.clear();
    },
  };
}
