import { expect, test } from 'vitest';
import { unframe } from './hub-log.ts';

const piece = (stream: number, text: string): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

test('pieces of both streams are joined without their headers', () => {
  expect(unframe(Buffer.concat([piece(1, 'grüße\n'), piece(2, 'bad\n')]))).toBe('grüße\nbad\n');
});

test('an empty log is empty, and a piece that was cut off is kept as far as it goes', () => {
  expect(unframe(Buffer.alloc(0))).toBe('');
  expect(unframe(piece(1, 'abcdef').subarray(0, 11))).toBe('abc');
});
