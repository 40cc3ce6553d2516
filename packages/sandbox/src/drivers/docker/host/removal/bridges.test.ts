import { expect, test } from 'vitest';
import { forgottenBridges } from './bridges.ts';

/** Answers the first time with the first, then with the next, and goes on with the last. */
function inTurn<T>(...answers: [T, ...T[]]): () => Promise<T> {
  let asked = 0;
  return async () => answers[Math.min(asked++, answers.length - 1)] as T;
}

test('a bridge whose network is listed a moment later was just being made', async () => {
  const forgotten = await forgottenBridges({
    present: inTurn(['made', 'old']),
    known: inTurn(new Set(), new Set(), new Set(['made'])),
    patience: 1_000,
  });
  expect(forgotten).toEqual(['old']);
});

test('when all are known nothing is waited for', async () => {
  let asked = 0;
  const known = async () => {
    asked += 1;
    return new Set(['a', 'b']);
  };
  const forgotten = await forgottenBridges({ present: inTurn(['a', 'b']), known });
  expect([forgotten, asked]).toEqual([[], 1]);
});

test('a bridge that goes by itself, as one whose making failed, is nobody’s any more', async () => {
  const forgotten = await forgottenBridges({
    present: inTurn(['failed'], ['failed'], []),
    known: inTurn(new Set()),
  });
  expect(forgotten).toEqual([]);
});

test('one that comes while the others are looked at is not judged', async () => {
  const forgotten = await forgottenBridges({
    present: inTurn(['old'], ['old', 'new']),
    known: inTurn(new Set()),
    patience: 0,
  });
  expect(forgotten).toEqual(['old']);
});
