import { expect, test, vi } from 'vitest';
import { createListeners, createOnce } from './listeners.ts';
import { createOutputBuffer } from './output-buffer.ts';

test('a released listener hears nothing more, releasing twice is harmless', () => {
  const listeners = createListeners<number>();
  const heard = vi.fn();
  const release = listeners.add(heard);
  listeners.emit(1);
  release();
  release();
  listeners.emit(2);
  expect(heard.mock.calls).toEqual([[1]]);
});

test('what happens once is told once, also to late comers', async () => {
  const once = createOnce<string>();
  const early = vi.fn();
  const late = vi.fn();
  once.add(early);
  once.emit('a');
  once.emit('b');
  once.add(late);
  once.add(vi.fn())();
  await Promise.resolve();
  expect(early.mock.calls).toEqual([['a']]);
  expect(late.mock.calls).toEqual([['a']]);
});

test('output over the limit is dropped, not refused', () => {
  const buffer = createOutputBuffer(5);
  for (const part of ['abc', 'defg', 'h']) buffer.push(Buffer.from(part));
  expect(buffer.bytes().toString()).toBe('abcde');
});
