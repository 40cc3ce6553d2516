import type { Egress } from '../../../../driver.ts';

/** What the names of all sandboxes' bridges begin with: one rule of the firewall then speaks of them all. */
export const BRIDGE_PREFIX = 'dryd-';
/** A bridge's whole name. */
export const SESSION_BRIDGE = /^dryd-[opn][0-9a-f]{9}$/;

const LETTERS: Record<Egress, string> = { open: 'o', packages: 'p', none: 'n' };
/** Linux takes 15 characters. */
const LENGTH = 15;

/** The name of a session network's interface on the box. @param unique - at least 9 characters of [0-9a-f]. */
export function bridgeName(egress: Egress, unique: string): string {
  return `${egressPrefix(egress)}${unique}`.slice(0, LENGTH);
}

/** What the names of bridges of this egress begin with. */
export function egressPrefix(egress: Egress): string {
  return `${BRIDGE_PREFIX}${LETTERS[egress]}`;
}
