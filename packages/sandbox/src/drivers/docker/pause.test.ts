import { expect, test } from 'vitest';
import { createPauseGate } from './pause.ts';

test('who comes while it is closed waits until it opens', async () => {
  const gate = createPauseGate(new AbortController().signal);
  await gate.passed();
  gate.close();
  gate.close();
  let passed = false;
  const passing = gate.passed().then(() => {
    passed = true;
  });
  await Promise.resolve();
  expect(passed).toBe(false);
  gate.open();
  gate.open();
  await passing;
  await gate.passed();
});

test('who waits when it ends is told why', async () => {
  const ending = new AbortController();
  const gate = createPauseGate(ending.signal);
  gate.close();
  const passing = gate.passed();
  ending.abort(new Error('gone'));
  await expect(passing).rejects.toThrow('gone');
  await expect(gate.passed()).rejects.toThrow('gone');
});
