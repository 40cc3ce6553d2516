import type { ExecRequest } from '@drydock/sandbox';
import { expect, test } from 'vitest';
import { actOnContainer } from './act.ts';

function engine(stdout: string, exitCode = 0) {
  const asked: string[][] = [];
  const exec = async ({ command }: ExecRequest) => {
    asked.push([...command.slice(4)]);
    return { exitCode, stdout, stderr: 'curl: (7) Failed to connect' };
  };
  return { exec, asked };
}

test.each([
  ['start', ['POST', '/containers/web/start']],
  ['stop', ['POST', '/containers/web/stop']],
  ['restart', ['POST', '/containers/web/restart']],
  ['unpause', ['POST', '/containers/web/unpause']],
  ['remove', ['DELETE', '/containers/web?force=1']],
] as const)('%s is one call of the engine’s API', async (act, call) => {
  const { exec, asked } = engine('\n204');
  await actOnContainer({ exec }, { container: 'web', act });
  expect(asked).toEqual([call]);
});

test('what is so already is done', async () => {
  const { exec } = engine('\n304');
  await expect(actOnContainer({ exec }, { container: 'web', act: 'stop' })).resolves.toBe(
    undefined,
  );
});

test('a container that has gone, and a refusal in the engine’s own words', async () => {
  const gone = engine('{"message":"No such container: web"}\n404');
  const act = { container: 'web', act: 'start' } as const;
  await expect(actOnContainer(gone, act)).rejects.toMatchObject({ code: 'CONTAINER_NOT_FOUND' });
  const taken = engine('{"message":"Bind for 0.0.0.0:80 failed: port is already allocated"}\n500');
  await expect(actOnContainer(taken, act)).rejects.toMatchObject({
    code: 'CONTAINER_ACT_FAILED',
    detail: 'Bind for 0.0.0.0:80 failed: port is already allocated',
  });
  const odd = engine(`<html>${'x'.repeat(5000)}\n502`);
  const failure = await actOnContainer(odd, act).catch((error) => error);
  expect(failure).toMatchObject({ code: 'CONTAINER_ACT_FAILED' });
  expect(failure.detail.length).toBeLessThanOrEqual(300);
});

test('an engine that does not answer', async () => {
  const { exec } = engine('', 7);
  await expect(actOnContainer({ exec }, { container: 'web', act: 'stop' })).rejects.toMatchObject({
    code: 'SANDBOX_ENGINE_DOWN',
  });
});
