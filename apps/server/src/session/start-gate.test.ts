import { expect, test } from 'vitest';
import { StartGate } from './start-gate.ts';

function bench(width: number) {
  const gate = new StartGate({ width });
  const inside: string[] = [];
  const places = new Map<string, number[]>();

  /** Resolves once it is inside or waits. */
  async function come(name: string, priority: 'learner' | 'background' = 'learner') {
    const controller = new AbortController();
    places.set(name, []);
    let leave = (): void => undefined;
    const entering = gate.enter({
      ...{ priority, signal: controller.signal },
      onPlace: (before) => places.get(name)?.push(before),
    });
    entering.then(
      (release) => {
        inside.push(name);
        leave = release;
      },
      () => undefined,
    );
    await settled();
    return {
      entering,
      abort: () => controller.abort(new Error(`${name} left`)),
      leave: async () => {
        leave();
        inside.splice(inside.indexOf(name), 1);
        await settled();
      },
    };
  }
  return { inside, places, come };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('so many start at once; the others wait in their order and know how many are before them', async () => {
  const { inside, places, come } = bench(2);
  const first = await come('first');
  await come('second');
  await come('third');
  await come('fourth');
  expect(inside).toEqual(['first', 'second']);
  expect([places.get('first'), places.get('third'), places.get('fourth')]).toEqual([[], [0], [1]]);
  await first.leave();
  expect(inside).toEqual(['second', 'third']);
  expect(places.get('fourth')).toEqual([1, 0]);
});

test('leaving twice makes room for one', async () => {
  const { inside, come } = bench(1);
  const gate = new StartGate({ width: 1 });
  const { signal } = new AbortController();
  const release = await gate.enter({ priority: 'learner', signal });
  release();
  release();
  await gate.enter({ priority: 'learner', signal });
  let entered = false;
  void gate.enter({ priority: 'learner', signal }).then(() => {
    entered = true;
  });
  await settled();
  expect(entered).toBe(false);
  await come('another');
  expect(inside).toEqual(['another']);
});

test('who leaves the queue is in nobody’s way', async () => {
  const { inside, places, come } = bench(1);
  const first = await come('first');
  const second = await come('second');
  await come('third');
  second.abort();
  await expect(second.entering).rejects.toThrow('second left');
  expect(places.get('third')).toEqual([1, 0]);
  await first.leave();
  expect(inside).toEqual(['third']);
});

test('the background comes in when no learner starts or waits, one at a time', async () => {
  const { inside, come } = bench(1);
  const learner = await come('learner');
  const pool = await come('pool', 'background');
  const next = await come('next');
  expect(inside).toEqual(['learner']);
  await learner.leave();
  expect(inside).toEqual(['next']);
  await next.leave();
  expect(inside).toEqual(['pool']);
  await come('pool 2', 'background');
  expect(inside).toEqual(['pool']);
  await come('late');
  expect(inside).toEqual(['pool', 'late']);
  await pool.leave();
  expect(inside).toEqual(['late']);
});

test('who is too late already does not come in', async () => {
  const gate = new StartGate({ width: 1 });
  const signal = AbortSignal.abort(new Error('left'));
  await expect(gate.enter({ priority: 'learner', signal })).rejects.toThrow('left');
  const release = await gate.enter({ priority: 'learner', signal: new AbortController().signal });
  release();
});
