import { expect, test } from 'vitest';
import { createDemultiplexer, createSplitter } from './streams.ts';

function frame(stream: number, text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}

test.each([1, 2, 7, 9, 1000])('frames come apart when cut every %i bytes', (size) => {
  const stream = Buffer.concat([
    frame(1, 'first'),
    frame(2, 'error'),
    frame(1, ''),
    frame(1, 'é\0漢'),
  ]);
  const outputs = { stdout: '', stderr: '' };
  const parts: Buffer[] = [];
  const push = createDemultiplexer((name, bytes) => {
    if (name === 'stderr') outputs.stderr += bytes.toString();
    else parts.push(Buffer.from(bytes));
  });
  for (let at = 0; at < stream.length; at += size) push(stream.subarray(at, at + size));
  expect(Buffer.concat(parts).toString()).toBe('firsté\0漢');
  expect(outputs.stderr).toBe('error');
});

test.each([1, 3, 100])('lines come whole when cut every %i bytes', (size) => {
  const stream = Buffer.from('one\n\nzwölf\nunfinished');
  const lines: string[] = [];
  const push = createSplitter(10, (line) => lines.push(line));
  for (let at = 0; at < stream.length; at += size) push(stream.subarray(at, at + size));
  expect(lines).toEqual(['one', '', 'zwölf']);
});
