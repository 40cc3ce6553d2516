import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hubAddress } from './engine-probes.ts';

/** An engine that knows one container; counts what it is asked. */
async function engineWith(networks: Record<string, { IPAddress: string }>) {
  const folder = await mkdtemp(join(tmpdir(), 'drydock-engine-'));
  const socketPath = join(folder, 'docker.sock');
  const asked: (string | undefined)[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.url);
    const isKnown = request.url === '/containers/drydock-hub-main/json';
    answer.statusCode = isKnown ? 200 : 404;
    answer.end(JSON.stringify({ NetworkSettings: { Networks: networks } }));
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });
  return { engine: { socketPath }, asked };
}

test('the hub is found on its own network, and not asked for again at once', async () => {
  const { engine, asked } = await engineWith({
    'drydock-session-1': { IPAddress: '10.0.0.2' },
    'drydock-hub-main': { IPAddress: '172.18.0.2' },
  });
  const address = hubAddress(engine, 'drydock-hub-main');
  expect(await Promise.all([address(), address()])).toEqual(['172.18.0.2', '172.18.0.2']);
  expect(asked).toHaveLength(1);
});

test('a hub that does not run, or is not there, has no address', async () => {
  const { engine } = await engineWith({ 'drydock-hub-main': { IPAddress: '' } });
  await expect(hubAddress(engine, 'drydock-hub-main')()).rejects.toThrow(/no address/);
  await expect(hubAddress(engine, 'drydock-hub-other')()).rejects.toThrow(/404/);
});
