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

test('after an interrupt what was on its way comes at once, and is paid back', () => {
  const budget = new OutputBudget();
  expect(budget.spend(20_000_000, 0)).toBeGreaterThan(1000);
  expect(budget.lend(0)).toBe(true);
  expect(budget.spend(1_000_000, 0)).toBe(0);
  expect(budget.lend(0)).toBe(false);
  // What is beyond it waits at half of 4 MiB a second, with the 50 ms.
  expect(budget.spend(2_000_000, 0)).toBe(481);
});

test('a second interrupt soon after the first is no slower', () => {
  const budget = new OutputBudget();
  budget.spend(8 * 1024 * 1024 + 1, 0);
  expect(budget.lend(0)).toBe(true);
  budget.spend(2 * 1024 * 1024, 0);
  expect(budget.lend(100)).toBe(false);
  expect(budget.lend(600)).toBe(true);
  expect(budget.spend(1024 * 1024, 600)).toBe(0);
});

test('interrupts without end do not get more through', () => {
  const budget = new OutputBudget({ rate: 4_000_000, burst: 4_000_000 });
  let sent = 0;
  let free = 0;
  for (let now = 0; now < 60_000; now += 10) {
    if (budget.lend(now)) free = now;
    while (free <= now) {
      sent += 50_000;
      free = now + budget.spend(50_000, now);
    }
  }
  expect(sent).toBeLessThan(62 * 4_000_000 + 2 * 1024 * 1024);
});
