import { randomInt } from 'node:crypto';
import { statusOf } from './engine.ts';

/** Address plan of one session's network: a /28 with the gateway, the hub, the sandbox and the package proxy. */
export interface Subnet {
  readonly index: number;
  readonly cidr: string;
  readonly gateway: string;
  readonly hub: string;
  readonly sandbox: string;
  readonly proxy: string;
}

/** Clear of the engines' own 172.16.0.0/12 and of 10.211.0.0/16, where networks without a wish go. */
const PREFIX = '10.210';
export const SUBNET_COUNT = 4096;
/** Subnets tried for one network, when networks of others are in the way. */
export const SUBNET_TRIES = 20;
const PLACES = { gateway: 1, hub: 2, sandbox: 3, proxy: 4 } as const;
/** Where the package proxy listens on a session's network. */
export const PROXY_PORT = 3128;

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

/** Another network has this subnet: of another process, or not Drydock's at all. */
export function isSubnetTaken(error: unknown): boolean {
  const text = (error as { message?: string }).message ?? '';
  return (
    statusOf(error) !== undefined &&
    /overlap|could not find an available|already allocated/i.test(text)
  );
}

export function subnetAt(index: number): Subnet {
  const base = index * 16;
  const address = (host: number) => `${PREFIX}.${(base + host) >> 8}.${(base + host) & 255}`;
  return {
    index,
    cidr: `${address(0)}/28`,
    gateway: address(PLACES.gateway),
    hub: address(PLACES.hub),
    sandbox: address(PLACES.sandbox),
    proxy: address(PLACES.proxy),
  };
}

/** An address is in this place of some session's network when, under the mask, it is the value. */
export function hostPattern(place: keyof typeof PLACES): { mask: string; value: string } {
  return { mask: '255.255.0.15', value: `${PREFIX}.0.${PLACES[place]}` };
}
