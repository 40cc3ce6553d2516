import { expect, test } from 'vitest';
import { linesOfRun } from './firewall-lines.ts';
import { type Inventory, KINDS } from './inventory.ts';
import { countEach, remainder, toTable } from './report.ts';

const nothing = Object.fromEntries(KINDS.map((kind) => [kind, []])) as unknown as Inventory;

test('what was there before is no remainder', () => {
  const before = { ...nothing, volumes: ['hub: a'] };
  const after = { ...nothing, volumes: ['hub: a', 'data: b'], mounts: ['/m'] };
  expect(remainder(before, after)).toEqual([
    ['volumes', ['data: b']],
    ['mounts', ['/m']],
  ]);
  expect(remainder(before, before)).toEqual([]);
});

test('a table has columns of one width, and what came often is counted', () => {
  expect(countEach(['ends', 'leaves', 'ends'])).toEqual([
    ['ends', 2],
    ['leaves', 1],
  ]);
  expect(
    toTable([
      ['ends', '2'],
      ['leaves', '1'],
    ]),
  ).toBe('ends    2\nleaves  1\n');
});

test('rules of the run are those that name its bridges or subnets as a word', () => {
  const seen = {
    containers: new Set<string>(),
    networks: new Set<string>(),
    bridges: new Set(['dryd-o1']),
    subnets: new Set(['10.210.0.0/28']),
    folders: new Set<string>(),
  };
  const rules = [
    '-A FORWARD -o dryd-o1 -j DOCKER',
    '-A FORWARD -o dryd-o12 -j DOCKER',
    '-A POSTROUTING -s 10.210.0.0/28 -j MASQUERADE',
    '  iifname "dryd-o1" accept',
  ];
  expect(linesOfRun(rules.join('\n'), seen)).toEqual([
    '-A FORWARD -o dryd-o1 -j DOCKER',
    '-A POSTROUTING -s 10.210.0.0/28 -j MASQUERADE',
    'iifname "dryd-o1" accept',
  ]);
});
