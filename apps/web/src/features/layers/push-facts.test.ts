import { expect, test } from 'vitest';
import { sumUp } from './push-facts.ts';
import { pushOf } from './pushes.fixture.ts';

test('what travelled and what did not are told apart', () => {
  expect(sumUp(pushOf())).toEqual({
    bytes: { uploaded: 120, mounted: 30_000_000, exists: 4_000_000 },
    counts: { uploaded: 1, mounted: 2, exists: 1 },
    saved: 34_000_000,
    all: 34_000_120,
  });
  expect(sumUp(pushOf({ layers: [] }))).toMatchObject({ saved: 0, all: 0 });
});
