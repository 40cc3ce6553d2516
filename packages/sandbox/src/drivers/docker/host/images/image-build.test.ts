import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { HostError } from '../errors.ts';
import { followStream } from './image-build.ts';

test('hands on whole lines, plain, however the engine cuts them', async () => {
  const lines: string[] = [];
  await followStream({
    stream: stream(
      { stream: 'Rea' },
      { stream: 'ding\n\n\u001b[31mred\u001b[0m\n5%\r10%' },
      { stream: '\r100%\nend' },
    ),
    name: 'x',
    onLine: (line) => lines.push(line),
  });
  expect(lines).toEqual(['Reading', 'red', '100%', 'end']);
});

test('an error in the stream rejects, with the end of what was printed', async () => {
  const failed = followStream({
    stream: stream({ stream: 'Step 1\nE: no such package\n' }, { error: 'exit code 100' }),
    name: 'drydock/x:1',
  });
  await expect(failed).rejects.toThrow(HostError);
  await expect(failed).rejects.toMatchObject({
    code: 'IMAGE_BUILD_FAILED',
    message: 'drydock/x:1 could not be made: exit code 100\n  Step 1\n  E: no such package',
  });
});

test('an event that is cut into chunks is put together', async () => {
  const lines: string[] = [];
  await followStream({
    stream: Readable.from([Buffer.from('{"status":"Pul'), Buffer.from('ling"}\r\n')]),
    name: 'x',
    onLine: (line) => lines.push(line),
  });
  expect(lines).toEqual(['Pulling']);
});

test('a connection that breaks rejects', async () => {
  const broken = new Readable({ read() {} });
  const followed = followStream({ stream: broken, name: 'x' });
  broken.push('{"status":"a"}\n');
  broken.destroy(new Error('socket hang up'));
  await expect(followed).rejects.toThrow('socket hang up');
});

function stream(...events: readonly object[]): Readable {
  return Readable.from(events.map((event) => Buffer.from(`${JSON.stringify(event)}\r\n`)));
}
