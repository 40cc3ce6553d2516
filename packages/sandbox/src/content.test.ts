import { expect, test } from 'vitest';
import { assertSize, decodeText, MAX_FILE_SIZE, toBytes, versionOf } from './content.ts';

test('a version is the SHA-256 of the content', () => {
  expect(versionOf(toBytes('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('text comes back as it was, byte order mark included', () => {
  expect(decodeText('a', toBytes('\ufeffgrüße 漢字\r\n'))).toBe('\ufeffgrüße 漢字\r\n');
});

test.each([
  ['a zero byte', [97, 0, 98]],
  ['a broken sequence', [0xc3, 0x28]],
])('%s makes it binary', (_name, bytes) => {
  expect(() => decodeText('a', Uint8Array.from(bytes))).toThrow(
    expect.objectContaining({ code: 'FILE_BINARY' }),
  );
});

test('five mebibytes are still taken', () => {
  expect(() => assertSize('a', MAX_FILE_SIZE)).not.toThrow();
  expect(() => assertSize('a', MAX_FILE_SIZE + 1)).toThrow(
    expect.objectContaining({ code: 'FILE_TOO_LARGE' }),
  );
});
