import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { drydockHome } from './home.ts';

test('what is asked for goes first, as an absolute path', () => {
  expect(drydockHome({ DRYDOCK_HOME: '/srv/drydock/' }, true)).toBe('/srv/drydock');
  expect(drydockHome({ DRYDOCK_HOME: 'here' }, false)).toBe(`${process.cwd()}/here`);
});

test('root has a place of the system, others one of their own', () => {
  expect(drydockHome({}, true)).toBe('/var/lib/drydock');
  expect(drydockHome({ XDG_DATA_HOME: '/home/ann/data' }, false)).toBe('/home/ann/data/drydock');
  expect(drydockHome({}, false)).toBe(`${homedir()}/.local/share/drydock`);
});
