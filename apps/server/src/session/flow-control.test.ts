import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlowControl } from './flow-control.ts';

const WINDOW = 100;
const STALL = 1000;
const flow = () => new FlowControl<string>({ window: WINDOW, stallLimit: STALL, position: 0 });

test('pauses past the window and runs again at half of it', () => {
  const control = flow();
  control.join('tab', 0, 0);
  control.produced(100, 0);
  expect(control.paused).toBe(false);
  control.produced(1, 0);
  expect(control.paused).toBe(true);
  control.acknowledge('tab', 50, 1);
  expect(control.paused).toBe(true);
  control.acknowledge('tab', 51, 2);
  expect(control.paused).toBe(false);
});

test('never pauses without readers, and runs again when the slow one leaves', () => {
  const control = flow();
  control.produced(10_000, 0);
  expect(control.paused).toBe(false);
  control.join('tab', 0, 0);
  expect(control.paused).toBe(true);
  control.leave('tab');
  expect(control.paused).toBe(false);
});

test('a stalled reader stops holding up another, and is waited for again when it has caught up', () => {
  const control = flow();
  control.join('quick', 0, 0);
  control.join('stalled', 0, 0);
  control.produced(200, 0);
  control.acknowledge('quick', 200, 10);
  control.expire(STALL - 1);
  expect(control.paused).toBe(true);
  control.expire(STALL);
  expect(control.paused).toBe(false);
  expect(control.isCatchingUp('stalled')).toBe(true);
  control.acknowledge('stalled', 149, STALL + 1);
  expect(control.isCatchingUp('stalled')).toBe(true);
  control.acknowledge('stalled', 150, STALL + 2);
  expect(control.isCatchingUp('stalled')).toBe(false);
});

test('a stalled reader that is alone is waited for', () => {
  const control = flow();
  control.join('only', 0, 0);
  control.produced(200, 0);
  control.expire(STALL * 10);
  expect(control.paused).toBe(true);
});

test('a reader that is left alone while it catches up is waited for from its next sign of life', () => {
  const control = flow();
  control.join('quick', 0, 0);
  control.join('slow', 0, 0);
  control.produced(500, 0);
  control.acknowledge('quick', 500, 1);
  control.expire(STALL);
  control.leave('quick');
  expect(control.paused).toBe(false);
  control.acknowledge('slow', 10, STALL + 1);
  expect(control.paused).toBe(true);
});

type Step =
  | { type: 'produce'; bytes: number }
  | { type: 'acknowledge'; reader: string; position: number }
  | { type: 'join'; reader: string }
  | { type: 'leave'; reader: string };

const reader = fc.constantFrom('a', 'b', 'c');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('produce' as const), bytes: fc.nat({ max: 150 }) }),
  fc.record({ type: fc.constant('acknowledge' as const), reader, position: fc.nat({ max: 3000 }) }),
  fc.record({ type: fc.constant('join' as const), reader }),
  fc.record({ type: fc.constant('leave' as const), reader }),
);

test('whatever happens: paused only while somebody is behind, and everybody up to date means running', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const control = flow();
      const at = new Map<string, number>();
      let end = 0;
      let now = 0;
      for (const each of steps) {
        now += 100;
        if (each.type === 'produce') {
          end += each.bytes;
          control.produced(each.bytes, now);
        } else if (each.type === 'join') {
          at.set(each.reader, end);
          control.join(each.reader, end, now);
        } else if (each.type === 'leave') {
          at.delete(each.reader);
          control.leave(each.reader);
        } else {
          control.acknowledge(each.reader, each.position, now);
          const before = at.get(each.reader);
          if (before !== undefined) {
            at.set(each.reader, Math.max(before, Math.min(each.position, end)));
          }
        }
        control.expire(now);
        const behind = [...at]
          .filter(([id]) => !control.isCatchingUp(id))
          .map(([, position]) => end - position);
        const most = Math.max(0, ...behind);
        if (most > WINDOW) expect(control.paused).toBe(true);
        if (most <= WINDOW / 2) expect(control.paused).toBe(false);
        if (at.size > 0) expect(behind.length).toBeGreaterThan(0);
      }
      for (const id of at.keys()) control.acknowledge(id, end, now);
      expect(control.paused).toBe(false);
    }),
  );
});
