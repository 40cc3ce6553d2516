import { randomInt } from 'node:crypto';

/** Address plan of one session's network: a /28 with the gateway, the hub and the sandbox. */
export interface Subnet {
  readonly index: number;
  readonly cidr: string;
  readonly gateway: string;
  readonly hub: string;
  readonly sandbox: string;
}

/** Clear of the engines' own 172.16.0.0/12 and of 10.211.0.0/16, where networks without a wish go. */
const PREFIX = '10.210';
export const SUBNET_COUNT = 4096;

/** Hands out subnets that this process does not use. Other processes' show when the engine refuses one: take another then. */
export interface SubnetPool {
  take(): Subnet;
  give(subnet: Subnet): void;
}

/** @param choose - where to begin looking, below `SUBNET_COUNT`; random, so that processes rarely meet. */
export function createSubnetPool(choose = () => randomInt(SUBNET_COUNT)): SubnetPool {
  const taken = new Set<number>();
  return {
    take() {
      const start = choose();
      for (let step = 0; step < SUBNET_COUNT; step += 1) {
        const index = (start + step) % SUBNET_COUNT;
        if (taken.has(index)) continue;
        taken.add(index);
        return subnetAt(index);
      }
      throw new Error(`All ${SUBNET_COUNT} session networks are in use.`);
    },
    give(subnet) {
      taken.delete(subnet.index);
    },
  };
}

export function subnetAt(index: number): Subnet {
  const base = index * 16;
  const address = (host: number) => `${PREFIX}.${(base + host) >> 8}.${(base + host) & 255}`;
  return {
    index,
    cidr: `${address(0)}/28`,
    gateway: address(1),
    hub: address(2),
    sandbox: address(3),
  };
}
