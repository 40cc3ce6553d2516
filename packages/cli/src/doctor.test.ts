import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { render } from './doctor.ts';

const engine = { id: 'engine', title: 'Docker engine', state: 'ok', detail: '28.0' } as const;
const bad = { id: 'tun', title: 'Tun', detail: 'missing', advice: 'modprobe tun' };
const tun = { ...bad, state: 'problem' } as const;
const odd = { id: 'cgroups', title: 'Cgroups', detail: 'version 1', advice: 'boot with 2' };
const cgroups = { ...odd, state: 'warning' } as const;

const linesOf = (...findings: Parameters<typeof render>[0]) =>
  stripVTControlCharacters(render(findings))
    .split('\n')
    .map((line) => line.trim());

test('a line each, what to do below, and the sum of it', () => {
  expect(linesOf(engine, cgroups, tun)).toEqual([
    'ok      Docker engine  28.0',
    'warning Cgroups        version 1',
    'boot with 2',
    'problem Tun            missing',
    'modprobe tun',
    '',
    '1 of 3 in the way: see what to do above.',
    '',
  ]);
});

test('a box without problems can host sandboxes', () => {
  expect(linesOf(engine)).toContain('This box can host sandboxes.');
  expect(linesOf(engine, cgroups)).toContain('This box can host sandboxes; 1 to know about.');
});
