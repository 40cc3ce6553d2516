import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutputLog } from './output-log.ts';

function readAll(log: OutputLog, from: number): { position: number; bytes: number[] } {
  const first = log.read(from, Number.MAX_SAFE_INTEGER);
  const bytes = [...first.bytes];
  let position = first.position + first.bytes.length;
  while (position < log.end) {
    const slice = log.read(position, Number.MAX_SAFE_INTEGER);
    expect(slice.position).toBe(position);
    bytes.push(...slice.bytes);
    position += slice.bytes.length;
  }
  return { position: first.position, bytes };
}

test('holds exactly the last bytes of whatever was appended, at their positions', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60_000 }),
      fc.nat({ max: 1000 }),
      fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 40 }),
      fc.nat({ max: 3000 }),
      (capacity, position, chunks, from) => {
        const log = new OutputLog({ capacity, position });
        const all: number[] = [];
        for (const chunk of chunks) {
          log.append(chunk);
          all.push(...chunk);
          const held = Math.min(all.length, capacity);
          expect(log.end).toBe(position + all.length);
          expect(log.end - log.start).toBe(held);
        }
        const read = readAll(log, from);
        expect(read.position).toBe(Math.min(Math.max(from, log.start), log.end));
        expect(read.bytes).toEqual(all.slice(read.position - position));
      },
    ),
  );
});

test('keeps its order while it grows past its first allocation and around its end', () => {
  const log = new OutputLog({ capacity: 100_000, position: 12_345 });
  const all: number[] = [];
  for (let chunk = 0; chunk < 60; chunk++) {
    const bytes = Uint8Array.from({ length: 3001 }, (_, index) => (chunk * 7 + index) % 251);
    log.append(bytes);
    all.push(...bytes);
  }
  expect(readAll(log, 0)).toEqual({ position: log.start, bytes: all.slice(-100_000) });
});

test('a chunk larger than the whole log leaves its tail', () => {
  const log = new OutputLog({ capacity: 4 });
  log.append(new Uint8Array([1, 2]));
  log.append(new Uint8Array([3, 4, 5, 6, 7, 8]));
  expect(readAll(log, 0)).toEqual({ position: 4, bytes: [5, 6, 7, 8] });
});

test('reads no more than asked for', () => {
  const log = new OutputLog();
  log.append(new Uint8Array([1, 2, 3]));
  expect([...log.read(1, 1).bytes]).toEqual([2]);
  expect(log.read(3, 10).bytes).toHaveLength(0);
  expect(log.read(99, 10).position).toBe(3);
});
