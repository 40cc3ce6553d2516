import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeOutput, encodeOutput } from './codec.ts';

test('what is encoded is decoded as it was', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99 }),
      fc.maxSafeNat(),
      fc.uint8Array({ maxLength: 300 }),
      (number, position, bytes) => {
        const frame = { terminal: `T${number}`, position, bytes };
        expect(decodeOutput(encodeOutput(frame))).toEqual(frame);
        expect(decodeOutput(encodeOutput(frame).buffer)).toEqual(frame);
      },
    ),
  );
});

test('a frame inside a larger buffer is decoded from its own bytes', () => {
  const frame = encodeOutput({ terminal: 'T2', position: 7, bytes: new Uint8Array([1, 2, 3]) });
  const larger = new Uint8Array(frame.length + 20);
  larger.set(frame, 9);
  const inside = larger.subarray(9, 9 + frame.length);
  expect(decodeOutput(inside)).toEqual({
    terminal: 'T2',
    position: 7,
    bytes: new Uint8Array([1, 2, 3]),
  });
});

test('memory is used again where it is long enough, and only its beginning', () => {
  const memory = new ArrayBuffer(20);
  const first = { terminal: 'T1', position: 1, bytes: new Uint8Array(10).fill(1) };
  expect(encodeOutput(first, memory).buffer).toBe(memory);
  const shorter = { terminal: 'T2', position: 2, bytes: new Uint8Array([2]) };
  expect(decodeOutput(encodeOutput(shorter, memory))).toEqual(shorter);
  const longer = { terminal: 'T3', position: 3, bytes: new Uint8Array(11).fill(3) };
  const frame = encodeOutput(longer, memory);
  expect(frame.buffer).not.toBe(memory);
  expect(decodeOutput(frame)).toEqual(longer);
});

test('any bytes either decode or are refused with a RangeError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        expect(decodeOutput(bytes).terminal).toMatch(/^T[1-9][0-9]?$/);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
