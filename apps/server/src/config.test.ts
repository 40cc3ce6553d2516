import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const least = {
  DRYDOCK_SANDBOX_IMAGE: 'drydock/sandbox:1',
  DRYDOCK_FIREWALL_IMAGE: 'drydock/firewall:1',
  DRYDOCK_LABS: '/labs',
};

test('has a default for all that can have one', () => {
  expect(readConfig({ ...least, DRYDOCK_HOME: '/home' })).toEqual({
    port: 8080,
    host: '127.0.0.1',
    hostNames: [],
    instance: 'main',
    home: '/home',
    engine: { socketPath: '/var/run/docker.sock' },
    sandboxImage: 'drydock/sandbox:1',
    firewallImage: 'drydock/firewall:1',
    hub: null,
    isolation: 'rootless',
    egress: 'open',
    labs: '/labs',
    previewLab: null,
    web: null,
    maxSessions: 20,
    pool: 2,
    expect: 0,
    startsAtOnce: availableParallelism() + 1,
    idleLimit: 7_200_000,
    time: null,
    uploadLimit: 100 * 1024 * 1024,
    logLevel: 'info',
  });
});

test('finds the hub’s folders in the home of the instance', () => {
  const environment = { ...least, DRYDOCK_HOME: '/h', DRYDOCK_HUB_CONTAINER: 'hub' };
  expect(readConfig(environment).hub).toEqual({
    container: 'hub',
    socketDirectory: '/h/hub/main',
    pkiDirectory: '/h/pki',
  });
});

test('names every variable that is wrong', () => {
  expect(() => readConfig({ PORT: '99999', DRYDOCK_MAX_SESSIONS: 'many' })).toThrow(
    /PORT[\s\S]*DRYDOCK_SANDBOX_IMAGE[\s\S]*DRYDOCK_LABS[\s\S]*DRYDOCK_MAX_SESSIONS/,
  );
});

test.each([
  [{}, []],
  [{ HOST: 'localhost' }, []],
  [{ HOST: '0.0.0.0' }, null],
  [{ HOST: 'box.example' }, null],
  [{ HOST: '0.0.0.0', DRYDOCK_HOST_NAMES: 'A.example, b' }, ['0.0.0.0', 'a.example', 'b']],
  [{ DRYDOCK_HOST_NAMES: '*' }, null],
])('with %j it answers to the names %j', (environment, names) => {
  expect(readConfig({ ...least, ...environment }).hostNames).toEqual(names);
});

test.each([
  ['unix:///run/d.sock', { socketPath: '/run/d.sock' }],
  ['/run/d.sock', { socketPath: '/run/d.sock' }],
  ['tcp://10.0.0.1:2376', { host: '10.0.0.1', port: 2376 }],
])('finds the engine at %s', (DOCKER_HOST, engine) => {
  expect(readConfig({ ...least, DOCKER_HOST }).engine).toEqual(engine);
});

test('keeps sandboxes in as told, and nothing that it does not know makes them privileged', () => {
  const isolation = (DRYDOCK_ISOLATION: string) =>
    readConfig({ ...least, DRYDOCK_ISOLATION }).isolation;
  expect([isolation('runtime:crun'), isolation('privileged')]).toEqual([
    'runtime:crun',
    'privileged',
  ]);
  expect(() => isolation('none')).toThrow('DRYDOCK_ISOLATION');
  expect(() => isolation('runtime:')).toThrow('DRYDOCK_ISOLATION');
});

test('limits the time of sandboxes when it is told how long', () => {
  expect(readConfig({ ...least, DRYDOCK_SESSION_MINUTES: '90' }).time).toEqual({
    limit: 90 * 60_000,
    extension: 30 * 60_000,
    extensions: 2,
  });
  const forever = { ...least, DRYDOCK_SESSION_MINUTES: '40000' };
  expect(() => readConfig(forever)).toThrow(/DRYDOCK_SESSION_MINUTES/);
});
