import { afterEach, expect, test } from 'vitest';
import { waitingFor } from '../../stores/run-queue-store.ts';
import { advance, giveUp, turnOf, typeNow } from './run-queue.ts';

/** A terminal that is at a prompt when the test says so, and no longer once a command is expected. */
function terminal() {
  let free = false;
  return {
    becomeFree() {
      free = true;
      advance('T1', this);
    },
    awaitsCommand: () => free,
    expectCommand() {
      free = false;
    },
  };
}

const run = (code: string) => ({ code, block: undefined });
const codes = () => waitingFor('T1').map(({ code }) => code);

afterEach(() => giveUp('T1'));

test('at a prompt the command goes at once, and the next waits for the next prompt', async () => {
  const front = terminal();
  front.becomeFree();
  expect(await turnOf('T1', front, run('one'))).toBe(true);
  const two = turnOf('T1', front, run('two'));
  const three = turnOf('T1', front, run('three'));
  expect(codes()).toEqual(['two', 'three']);
  front.becomeFree();
  expect(await two).toBe(true);
  expect(codes()).toEqual(['three']);
  front.becomeFree();
  expect(await three).toBe(true);
  expect(codes()).toEqual([]);
});

test('who comes later does not overtake, though the terminal is free', async () => {
  const front = terminal();
  const first = turnOf('T1', front, run('first'));
  const sneaky = { awaitsCommand: () => true, expectCommand: () => {} };
  void turnOf('T1', sneaky, run('second'));
  expect(codes()).toEqual(['first', 'second']);
  front.becomeFree();
  expect(await first).toBe(true);
});

test('a wait is ended by the learner: typed all the same, or given up', async () => {
  const front = terminal();
  const [one, two, three] = ['one', 'two', 'three'].map((code) => turnOf('T1', front, run(code)));
  typeNow('T1');
  expect(await one).toBe(true);
  giveUp('T1', waitingFor('T1')[1]?.id);
  expect(await three).toBe(false);
  giveUp('T1');
  expect(await two).toBe(false);
});

test('each terminal has its own queue', async () => {
  const front = terminal();
  void turnOf('T1', front, run('one'));
  const free = { awaitsCommand: () => true, expectCommand: () => {} };
  expect(await turnOf('T2', free, run('other'))).toBe(true);
});

test('too many are refused', async () => {
  const front = terminal();
  for (let index = 0; index < 20; index += 1) void turnOf('T1', front, run('x'));
  await expect(turnOf('T1', front, run('x'))).rejects.toMatchObject({
    problem: { code: 'RATE_LIMITED' },
  });
});
