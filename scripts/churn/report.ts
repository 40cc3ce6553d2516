import { type Inventory, KINDS } from './inventory.ts';

/** Names of what one inventory has and the other has not, by kind; kinds without any are left out. */
export function remainder(before: Inventory, after: Inventory): [string, string[]][] {
  return KINDS.map((kind): [string, string[]] => {
    const known = new Set(before[kind]);
    return [kind, after[kind].filter((name) => !known.has(name))];
  }).filter(([, names]) => names.length > 0);
}

/** Rows as columns of equal width. */
export function toTable(rows: readonly (readonly string[])[]): string {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** How often each was counted, in the order in which they came first. */
export function countEach(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}
