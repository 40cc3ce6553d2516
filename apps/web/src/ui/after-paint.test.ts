import { expect, test, vi } from 'vitest';
import { afterPaint } from './after-paint.ts';

test('runs in a task after the next frame, unless it is taken back', async () => {
  const order: string[] = [];
  afterPaint(() => order.push('run'));
  const takeBack = afterPaint(() => order.push('taken back'));
  requestAnimationFrame(() => {
    order.push('frame');
    takeBack();
  });
  await vi.waitFor(() => expect(order).toContain('run'));
  expect(order).toEqual(['frame', 'run']);
});
