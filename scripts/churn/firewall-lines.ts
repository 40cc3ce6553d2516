import { spawnSync } from 'node:child_process';
import type { Seen } from './witness.ts';

/** A box may have only one of them; together they show all that the kernel filters. */
const PROGRAMS: readonly (readonly [string, ...string[]])[] = [
  ['iptables-save'],
  ['ip6tables-save'],
  ['iptables-legacy-save'],
  ['nft', 'list', 'ruleset'],
];

/** Rules of the box that speak of a bridge or a subnet of the run. */
export async function firewallLines(seen: Seen): Promise<string[]> {
  const outputs = PROGRAMS.map(([program, ...parameters]) => {
    const { stdout } = spawnSync(program, parameters, { encoding: 'utf8' });
    // Without the program there is no output.
    return stdout ?? '';
  });
  return linesOfRun(outputs.join('\n'), seen);
}

export function linesOfRun(rules: string, { bridges, subnets }: Seen): string[] {
  const words = new Set([...bridges, ...subnets]);
  const lines = rules.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line.split(/[\s"]+/).some((word) => words.has(word))))];
}
