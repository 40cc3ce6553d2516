import { expect, test } from 'vitest';
import {
  containerSettings,
  cpuLimit,
  diskLabels,
  networkSettings,
  type SandboxPlan,
} from './settings.ts';
import { subnetAt } from './subnets.ts';

const plan: SandboxPlan = {
  spec: { id: 'abc', limits: { memory: 1000, cpus: 0.5 } },
  instance: 'test',
  home: '/home',
  owner: 'owner',
  attempt: 'attempt',
  image: 'image',
  isolation: 'rootless',
  subnet: subnetAt(0),
  egress: 'open',
  disks: [{ Type: 'bind', Source: '/disks/a', Target: '/data' }] as SandboxPlan['disks'],
  diskTier: 'image',
  seed: 'the-seed',
  withHub: true,
};

test('a sandbox is kept in as the plan says', () => {
  const { User, Env, HostConfig } = containerSettings(plan);
  expect([User, Env]).toEqual(['1000:1000', ['DRYDOCK_DISK=image', 'DRYDOCK_EGRESS=open']]);
  expect(HostConfig).toMatchObject({ CapDrop: ['ALL'], CapAdd: ['SETUID', 'SETGID'] });
  const privileged = containerSettings({ ...plan, isolation: 'privileged' });
  expect(privileged.User).toBe('0:0');
  expect(privileged.Env).toContain('DRYDOCK_ISOLATION=privileged');
  // Its limits and its disks are those of every sandbox.
  expect(privileged.HostConfig).toMatchObject({ Privileged: true, Memory: 1000 });
});

test('limits are those asked for, the others the default', () => {
  expect(containerSettings(plan).HostConfig).toMatchObject({
    Memory: 1000,
    MemorySwap: 1000,
    PidsLimit: 512,
    Ulimits: [{ Name: 'nofile', Soft: 16_384, Hard: 16_384 }],
  });
});

test('one that waits for a learner gives way to everyone else', () => {
  expect(containerSettings(plan).HostConfig?.CpuShares).toBeUndefined();
  const waiting = { ...plan, spec: { ...plan.spec, priority: 'background' as const } };
  expect(containerSettings(waiting).HostConfig?.CpuShares).toBeLessThan(1024);
  expect(containerSettings(waiting).HostConfig).toMatchObject(cpuLimit(waiting));
});

test('cores are limited as asked for, and only once the engine of one that is waited for starts', () => {
  expect(cpuLimit(plan)).toEqual({ NanoCpus: 500_000_000 });
  expect(cpuLimit({ spec: { id: 'abc' } })).toEqual({ NanoCpus: 1_000_000_000 });
  expect(containerSettings(plan).HostConfig?.NanoCpus).toBeUndefined();
  const ofRuntime = containerSettings({ ...plan, isolation: 'runtime:runsc' });
  expect(ofRuntime.HostConfig).toMatchObject(cpuLimit(plan));
});

test('only its disks can be written, and the seed is mounted read-only', () => {
  const { Env, HostConfig } = containerSettings(plan);
  expect(Env).toEqual(['DRYDOCK_DISK=image', 'DRYDOCK_EGRESS=open']);
  expect(HostConfig).toMatchObject({
    ReadonlyRootfs: true,
    Mounts: [{ Target: '/data' }, { Source: 'the-seed', Target: '/seed', ReadOnly: true }],
  });
  const bare = containerSettings({ ...plan, seed: undefined });
  expect(bare.HostConfig?.Mounts).toEqual(plan.disks);
});

test('the names of Docker Hub lead to the hub of the network, when there is one', () => {
  expect(containerSettings(plan).HostConfig?.ExtraHosts).toContain('auth.docker.io:10.210.0.2');
  const alone = containerSettings({ ...plan, withHub: false });
  expect(alone.HostConfig?.ExtraHosts).toEqual([]);
});

test('the bridge is named after what the sandbox may reach, and only `open` has a way out', () => {
  const name = 'com.docker.network.bridge.name';
  const open = networkSettings(plan);
  expect([open.Options, open.Internal]).toEqual([{ [name]: 'dryd-oattempt' }, false]);
  const none = networkSettings({ ...plan, egress: 'none' });
  expect([none.Options, none.Internal]).toEqual([{ [name]: 'dryd-nattempt' }, true]);
});

test('only `packages` has the proxy in its environment', () => {
  const environment = (egress: SandboxPlan['egress']) =>
    containerSettings({ ...plan, egress }).Env?.join(' ');
  expect(environment('packages')).toContain('http_proxy=http://10.210.0.4:3128');
  expect(environment('open')).not.toContain('proxy');
  expect(environment('none')).not.toContain('proxy');
});

test('every object says whose it is', () => {
  const own = { 'io.drydock.instance': 'test', 'io.drydock.attempt': 'attempt' };
  expect(networkSettings(plan).Labels).toMatchObject({ ...own, 'io.drydock.kind': 'network' });
  const container = containerSettings(plan);
  expect(container.Labels).toMatchObject({ ...own, 'io.drydock.kind': 'sandbox' });
  const disks = diskLabels(plan);
  expect(disks.data).toMatchObject({ ...own, 'io.drydock.kind': 'data' });
  // A workspace outlives the attempt that made it.
  expect(disks.workspace).toEqual({
    'io.drydock.home': container.Labels?.['io.drydock.home'],
    'io.drydock.instance': 'test',
    'io.drydock.kind': 'workspace',
    'io.drydock.sandbox': 'abc',
  });
});
