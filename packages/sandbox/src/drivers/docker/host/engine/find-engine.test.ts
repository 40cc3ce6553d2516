import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HostError } from '../errors.ts';
import { type FakeEngine, info, startFakeEngine } from './fake-engine.ts';
import { type EngineSearch, findEngine } from './find-engine.ts';
import { ownEnginePaths } from './own-engine-paths.ts';

const engines: FakeEngine[] = [];
let system: FakeEngine;
beforeEach(async () => {
  system = await start(info({ ServerVersion: 'system' }));
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});

test('takes the engine of the box', async () => {
  expect(await findEngine(search())).toEqual({
    socket: system.socket,
    version: 'system',
    own: false,
  });
});

test('finds none where none is', async () => {
  expect(await findEngine(search({ systemSocket: join(system.folder, 'none') }))).toBeUndefined();
});

test('DOCKER_HOST goes before all others', async () => {
  const named = await start(info({ ServerVersion: 'named' }));
  const environment = { DOCKER_HOST: `unix://${named.socket}` };
  expect(await findEngine(search({ environment }))).toMatchObject({ version: 'named', own: false });
});

test('a DOCKER_HOST that does not answer is an error, not a reason to take another', async () => {
  const environment = { DOCKER_HOST: `unix://${system.folder}/none` };
  await expectRefused(search({ environment }), 'Nobody answers at DOCKER_HOST');
});

test('an engine on another box is refused', async () => {
  const environment = { DOCKER_HOST: 'tcp://10.0.0.1:2375' };
  await expectRefused(search({ environment }), 'needs an engine on this box');
});

test('Drydock’s own engine goes before the one of the box: its data is there', async () => {
  const home = system.folder;
  const own = await start(info({ ServerVersion: 'own' }));
  await mkdir(ownEnginePaths(home).folder);
  await rename(own.socket, ownEnginePaths(home).socket);
  expect(await findEngine(search({ home }))).toEqual({
    socket: ownEnginePaths(home).socket,
    version: 'own',
    own: true,
  });
});

test('an own engine that is stopped is to be started, though another one answers', async () => {
  const home = system.folder;
  await mkdir(ownEnginePaths(home).folder);
  expect(await findEngine(search({ home }))).toBeUndefined();
});

test('a rootless engine and one out of order are refused with what to do', async () => {
  const rootless = await start(info({ SecurityOptions: ['name=rootless'] }));
  await expectRefused(search({ systemSocket: rootless.socket }), 'is a rootless engine');
  const broken = await start((_request, response) => response.writeHead(500).end('{}'));
  await expectRefused(search({ systemSocket: broken.socket }), 'gives no proper answer');
});

async function start(...answer: Parameters<typeof startFakeEngine>): Promise<FakeEngine> {
  const engine = await startFakeEngine(...answer);
  engines.push(engine);
  return engine;
}

function search(more: Partial<EngineSearch> = {}): EngineSearch {
  return { home: '/nonexistent', environment: {}, systemSocket: system.socket, ...more };
}

async function expectRefused(request: EngineSearch, message: string): Promise<void> {
  const failed = findEngine(request);
  await expect(failed).rejects.toThrow(message);
  await expect(failed).rejects.toSatisfy(
    (error) => error instanceof HostError && error.code === 'ENGINE_REFUSED' && error.hint !== '',
  );
}
