import type Docker from 'dockerode';
import { expect, test } from 'vitest';
import { HostError } from '../errors.ts';
import { examineEngine } from './engine-facts.ts';

const info = {
  CgroupVersion: '2',
  DockerRootDir: '/data',
  Runtimes: { runc: {}, 'io.containerd.runc.v2': {} },
};
const search = {
  home: '/home',
  environment: {},
  isRoot: true,
  connect: () => ({ info: async () => info }) as unknown as Docker,
};
const found =
  (version: string, socket = '/run/docker.sock') =>
  async () => ({
    ...{ version, socket },
    own: false,
  });

test('which engine, where and whose', async () => {
  const { finding, engine } = await examineEngine({ ...search, find: found('28.1.0') });
  expect(finding).toMatchObject({ state: 'ok', detail: '28.1.0 at /run/docker.sock, the host’s' });
  expect(engine).toMatchObject({ cgroupVersion: '2', root: '/data', runtimes: ['runc'] });
  const own = await examineEngine({
    ...search,
    find: found('20.10.24+dfsg1', '/home/engine/docker.sock'),
  });
  expect(own.finding).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('Drydock’s own'),
  });
});

test('one that is too old is a problem', async () => {
  const { finding } = await examineEngine({ ...search, find: found('19.03.15') });
  expect(finding).toMatchObject({ state: 'problem', detail: expect.stringContaining('too old') });
});

test('none is in order where root can start one, and only there', async () => {
  const none = { ...search, find: async () => undefined };
  expect((await examineEngine(none)).finding).toMatchObject({ state: 'warning' });
  const { finding, engine } = await examineEngine({ ...none, isRoot: false });
  expect([finding.state, engine]).toEqual(['problem', undefined]);
});

test('one that cannot be used is a problem, with its hint', async () => {
  const find = async () => {
    throw new HostError({ code: 'ENGINE_REFUSED', message: 'rootless', hint: 'another' });
  };
  expect((await examineEngine({ ...search, find })).finding).toMatchObject({
    state: 'problem',
    detail: 'rootless',
    advice: 'another',
  });
});
