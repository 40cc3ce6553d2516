import { expect, test } from 'vitest';
import { OutputBudget } from './output-budget.ts';

test('a burst goes through, then the rate holds', () => {
  const budget = new OutputBudget({ rate: 1000, burst: 5000 });
  expect(budget.spend(5000, 0)).toBe(0);
  expect(budget.spend(1000, 0)).toBe(1050);
  expect(budget.spend(0, 1050)).toBe(0);
});

test('over a long time no more flows than the rate', () => {
  const budget = new OutputBudget({ rate: 1000, burst: 2000 });
  let now = 0;
  let sent = 0;
  while (now < 60_000) {
    sent += 500;
    now += budget.spend(500, now);
  }
  expect(sent).toBeLessThanOrEqual(60 * 1000 + 2000 + 500);
  expect(sent).toBeGreaterThan(58 * 1000);
});

test('what is not used is kept only up to the burst, and a clock set back earns nothing', () => {
  const budget = new OutputBudget({ rate: 1000, burst: 2000 });
  expect(budget.spend(2000, 1_000_000)).toBe(0);
  expect(budget.spend(0, 5_000_000)).toBe(0);
  expect(budget.spend(2001, 5_000_000)).toBeGreaterThan(0);
  expect(budget.spend(0, 4_000_000)).toBeGreaterThan(0);
});
