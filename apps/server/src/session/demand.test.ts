import { expect, test } from 'vitest';
import { Demand } from './demand.ts';

const MINUTE = 60_000;

test('so many wait when nobody comes', () => {
  expect(new Demand(2).target(0)).toBe(2);
});

test('a workshop is expected until its time is over, less those who have come', () => {
  const demand = new Demand(2);
  demand.expect({ learners: 10, until: 15 * MINUTE });
  expect(demand.target(0)).toBe(10);
  for (let count = 0; count < 4; count += 1) demand.arrived(0);
  expect(demand.target(MINUTE)).toBe(6);
  expect(demand.target(15 * MINUTE)).toBe(2);
});

test('when several come at once more wait for a while, within reason', () => {
  const demand = new Demand(2);
  for (let second = 0; second < 7; second += 1) demand.arrived(second * 1000);
  expect(demand.target(7000)).toBe(7);
  expect(demand.target(33_500)).toBe(3);
  expect(demand.target(MINUTE)).toBe(2);
  for (let count = 0; count < 40; count += 1) demand.arrived(2 * MINUTE);
  expect(demand.target(2 * MINUTE)).toBe(10);
});

test('a host who wants no pool has one only for those who are expected', () => {
  const demand = new Demand(0);
  demand.arrived(0);
  demand.arrived(0);
  expect(demand.target(0)).toBe(0);
  demand.expect({ learners: 3, until: MINUTE });
  expect(demand.target(0)).toBe(3);
});
