import { expect, test } from 'vitest';
import { FrameMemory } from './frame-memory.ts';

test('what was given back is used again, what is out is not', () => {
  const memory = new FrameMemory();
  const [first, second] = [memory.take(), memory.take()];
  expect(second).not.toBe(first);
  memory.give(first);
  expect(memory.take()).toBe(first);
  expect(memory.take()).not.toBe(second);
});

test('of what many pages give back only a little is kept', () => {
  const memory = new FrameMemory();
  const given = Array.from({ length: 20 }, () => memory.take());
  for (const each of given) memory.give(each);
  const taken = Array.from({ length: 20 }, () => memory.take());
  expect(taken.filter((each) => given.includes(each))).toHaveLength(8);
});
