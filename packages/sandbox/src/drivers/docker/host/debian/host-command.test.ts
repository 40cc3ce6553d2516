import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { CommandError, runOnHost } from './host-command.ts';

test('hands on the lines of both outputs', async () => {
  const lines: string[] = [];
  await shell('echo out; echo err >&2', { onLine: (line: string) => lines.push(line) });
  expect(lines.sort()).toEqual(['err', 'out']);
});

test('standard output can be taken', async () => {
  let taken = '';
  const takeOutput = async (output: NodeJS.ReadableStream): Promise<void> => {
    taken = await text(output);
  };
  await shell('echo data; echo note >&2', { takeOutput });
  expect(taken).toBe('data\n');
});

test('a failure says which program, how it ended and what it printed last', async () => {
  const failed = shell('echo no mirror >&2; exit 4', {});
  await expect(failed).rejects.toThrow(CommandError);
  await expect(failed).rejects.toThrow('sh: exit code 4\n  no mirror');
});

test('a missing program is a failure', async () => {
  const missing = runOnHost({ program: 'drydock-no-such-program', arguments: [] });
  await expect(missing).rejects.toThrow('ENOENT');
});

test('an abort ends the program', async () => {
  const controller = new AbortController();
  const running = shell('echo started; exec sleep 60', {
    signal: controller.signal,
    onLine: () => controller.abort(),
  });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
});

function shell(script: string, options: Partial<Parameters<typeof runOnHost>[0]>): Promise<void> {
  return runOnHost({ program: 'sh', arguments: ['-c', script], ...options });
}
