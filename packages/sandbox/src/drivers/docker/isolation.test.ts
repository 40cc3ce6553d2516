import { expect, test } from 'vitest';
import { explainRefusal, isolationSettings } from './isolation.ts';

test('rootless: an ordinary user with two capabilities, a seccomp profile and nothing of /proc covered', () => {
  const { user, environment, hostConfig } = isolationSettings('rootless');
  expect([user, environment]).toEqual(['1000:1000', []]);
  expect(hostConfig).toMatchObject({
    CapDrop: ['ALL'],
    CapAdd: ['SETUID', 'SETGID'],
    Devices: [{ PathOnHost: '/dev/net/tun' }],
    MaskedPaths: [],
    ReadonlyPaths: [],
  });
  const [seccomp = ''] = hostConfig.SecurityOpt ?? [];
  expect(JSON.parse(seccomp.replace('seccomp=', ''))).toHaveProperty('defaultAction');
  expect(hostConfig).not.toHaveProperty('Privileged');
  expect(hostConfig).not.toHaveProperty('Runtime');
});

test('runtime:<name>: as unprivileged as rootless, under that runtime', () => {
  const rootless = isolationSettings('rootless');
  expect(isolationSettings('runtime:runsc')).toEqual({
    ...rootless,
    hostConfig: { ...rootless.hostConfig, Runtime: 'runsc' },
  });
});

test('privileged: real root, and the machine is told', () => {
  expect(isolationSettings('privileged')).toEqual({
    user: '0:0',
    environment: ['DRYDOCK_ISOLATION=privileged'],
    hostConfig: { Privileged: true },
  });
});

test('a refusal that is about the isolation says what to do; any other is left alone', () => {
  expect(explainRefusal('runtime:nonsense', 'Unknown runtime specified nonsense')).toMatch(
    /offers no runtime "nonsense".*drydock doctor/,
  );
  expect(
    explainRefusal('privileged', '(HTTP code 500) server error - runc: unable to apply caps'),
  ).toMatch(
    /allows no privileged containers.*--privileged-sandboxes\. \(runc: unable to apply caps\)$/,
  );
  expect(explainRefusal('rootless', 'operation not permitted')).toBeUndefined();
  expect(explainRefusal('privileged', 'No such image')).toBeUndefined();
  expect(explainRefusal('runtime:crun', 'No such image')).toBeUndefined();
});
