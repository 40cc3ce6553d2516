import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { afterEach, expect, test, vi } from 'vitest';
import { type ServerProcess, startServer } from './server-process.ts';

let server: ServerProcess | undefined;
afterEach(() => server?.stop());

const LISTENS = "console.log('Drydock listens on http://127.0.0.1:8080/');";
const FOREVER = 'setInterval(() => {}, 1000);';

test('is there once it says where it listens; other lines are handed on', async () => {
  const lines: string[] = [];
  server = await start(`console.log('loading'); ${LISTENS} ${FOREVER}`, { lines });
  expect(server.url).toBe('http://127.0.0.1:8080/');
  expect(lines).toEqual(['loading']);
});

test('stop ends it, and again does nothing', async () => {
  server = await start(`process.on('SIGTERM', () => process.exit(0)); ${LISTENS} ${FOREVER}`);
  await server.stop();
  expect(await server.ended).toBe(0);
  await server.stop();
});

test('one that ends by itself says with which code', async () => {
  server = await start(`${LISTENS} setTimeout(() => process.exit(7), 50);`);
  expect(await server.ended).toBe(7);
});

test('one that ends before it listens is an error', async () => {
  await expect(start('process.exit(3)')).rejects.toThrow('before it listened (exit code 3)');
});

test('an abort while it starts ends it', async () => {
  const controller = new AbortController();
  const lines: string[] = [];
  const starting = start(`console.log(process.pid); ${FOREVER}`, {
    lines,
    signal: controller.signal,
    onLine: () => controller.abort(new Error('stopped')),
  });
  await expect(starting).rejects.toThrow('stopped');
  expect(() => process.kill(Number(lines[0]), 0)).toThrow('ESRCH');
});

test('a server does not outlive whoever started it, however that ended', async () => {
  const begin = `
    import { startServer } from ${JSON.stringify(new URL('./server-process.ts', import.meta.url).href)};
    await startServer({
      arguments: ['-e', ${JSON.stringify(`console.log(process.pid); ${LISTENS} ${FOREVER}`)}],
      folder: '/',
      environment: process.env,
      onLine: (line) => console.log(line),
      signal: new AbortController().signal,
    });
  `;
  const options = ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', begin];
  const starter = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: starter.stdout }), 'line');
  const isThere = () => process.kill(Number(line), 0);
  expect(isThere()).toBe(true);
  starter.kill('SIGKILL');
  await vi.waitFor(() => expect(isThere).toThrow('ESRCH'), { timeout: 10_000, interval: 20 });
});

interface Start {
  readonly lines?: string[];
  readonly onLine?: () => void;
  readonly signal?: AbortSignal;
}

function start(script: string, { lines = [], onLine, signal }: Start = {}): Promise<ServerProcess> {
  return startServer({
    arguments: ['-e', script],
    folder: tmpdir(),
    environment: process.env,
    onLine: (line) => {
      lines.push(line);
      onLine?.();
    },
    signal: signal ?? new AbortController().signal,
  });
}
