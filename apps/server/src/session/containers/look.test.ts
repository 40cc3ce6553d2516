import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookAtContainers, readLook } from './look.ts';

function printed(container: object): string {
  return JSON.stringify({
    ...{ id: 'a1', name: '/web', image: 'app:v1' },
    state: { Status: 'running', Pid: 70, StartedAt: '2026-11-21T18:00:00.123456789Z' },
    ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }], '443/tcp': null },
    ...container,
  });
}

function only(line: string) {
  const { containers } = readLook(line);
  expect(containers).toHaveLength(1);
  return containers[0]?.container;
}

test('a container that runs has ports, and its health where there is a check', () => {
  expect(only(printed({}))).toEqual({
    ...{ id: 'a1', name: 'web', image: 'app:v1', status: 'running' },
    ...{ exitCode: null, health: null, ended: null, started: '2026-11-21T18:00:00.123456789Z' },
    ports: [
      { container: 80, host: 8080, protocol: 'tcp' },
      { container: 443, host: null, protocol: 'tcp' },
    ],
  });
  const state = { Status: 'running', Pid: 70, Health: { Status: 'unhealthy' } };
  expect(only(printed({ state }))?.health).toBe('unhealthy');
  const unchecked = { Status: 'running', Pid: 70, Health: { Status: 'none' } };
  expect(only(printed({ state: unchecked }))?.health).toBeNull();
});

test('one that has ended says with which code and when; one that never ran says nothing of that', () => {
  const times = { StartedAt: '2026-11-21T18:00:00Z', FinishedAt: '2026-11-21T18:01:00Z' };
  const state = { Status: 'exited', ExitCode: 3, Pid: 0, ...times };
  expect(only(printed({ state, ports: {} }))).toMatchObject({
    ...{ status: 'exited', exitCode: 3, ports: [] },
    ...{ started: times.StartedAt, ended: times.FinishedAt },
  });
  const never = { Status: 'created', ExitCode: 0, StartedAt: '0001-01-01T00:00:00Z' };
  expect(only(printed({ state: never, ports: null }))).toMatchObject({
    ...{ exitCode: null, started: null, ended: null, ports: [] },
  });
});

test('a name that no engine gives is no container’s', () => {
  expect(readLook(printed({ name: '/web; reboot' })).containers).toEqual([]);
});

test('a port that is bound for IPv4 and IPv6 is one, two of the host are two', () => {
  const bindings = ['8080', '8080', '9090'].map((HostPort) => ({ HostIp: '::', HostPort }));
  const ports = { '80/tcp': bindings, '53/udp': null, 'odd/tcp': null };
  expect(only(printed({ ports }))?.ports).toEqual([
    { container: 80, host: 8080, protocol: 'tcp' },
    { container: 80, host: 9090, protocol: 'tcp' },
    { container: 53, host: null, protocol: 'udp' },
  ]);
});

test('processes and the clock are read; what is odd is left out', () => {
  const lines = [
    '{"id":"a1"}',
    '{half',
    'clock\t12.50',
    'process\t70\t60\tpid:[7]\t250\t2048',
    'process\t71\t70\tpid:[7]\tmany\t1',
    'process\t-1\t70\tpid:[7]\t1\t1',
    'process',
    'something else',
  ];
  expect(readLook(lines.join('\n'))).toEqual({
    containers: [],
    processes: [{ pid: 70, parent: 60, namespace: 'pid:[7]', ticks: 250, memory: 2_097_152 }],
    at: 12.5,
  });
});

test('whatever is printed is read, and nothing throws', () => {
  const line = fc.oneof(
    fc.string(),
    fc.json(),
    fc.string().map((text) => `process\t${text}`),
    fc.string().map((text) => `clock\t${text}`),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      expect(readLook(lines.join('\n')).at).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 50 },
  );
});

test('an engine that does not answer is said so, with its words', async () => {
  const exec = async () => ({ exitCode: 7, stdout: '', stderr: 'curl: (7) Failed to connect' });
  await expect(lookAtContainers({ exec })).rejects.toMatchObject({
    ...{ code: 'SANDBOX_ENGINE_DOWN', detail: 'curl: (7) Failed to connect' },
  });
});
