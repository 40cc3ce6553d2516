import type { Step } from '@drydock/lab-format/schema';
import { expect, test } from 'vitest';
import { newsOf } from './lab-news.ts';

const PASS = { running: false, outcome: { outcome: 'pass' } } as const;
const WHY = { en: 'No.', ja: 'いいえ。' };
const NOT_YET = { running: false, outcome: { outcome: 'not-yet', why: WHY } } as const;
const steps = [stepWith('a'), stepWith('b', true)];
const facts = { status: 'ready', checks: {}, steps, step: 0, isRunning: false } as const;

test.each([
  ['a sandbox that starts', { status: 'starting', isRunning: true }, 'starting'],
  ['one that has stopped', { status: 'gone' }, 'stopped'],
  ['one that is paused', { status: 'paused' }, 'stopped'],
  ['nothing', {}, 'none'],
  ['a command', { isRunning: true }, 'running'],
  ['a check that says not yet', { checks: { a: NOT_YET } }, 'failed'],
  ['that of another step', { checks: { a: NOT_YET }, step: 1 }, 'none'],
  ['one that looks by itself', { checks: { b: NOT_YET }, step: 1 }, 'none'],
  ['one that looks again', { checks: { a: { ...NOT_YET, running: true } } }, 'none'],
  ['a command after it', { checks: { a: NOT_YET }, isRunning: true }, 'running'],
  ['a part of the checks', { checks: { a: PASS } }, 'none'],
  ['all checks', { checks: { a: PASS, b: PASS }, isRunning: true }, 'done'],
] as const)('of %s', (_, change, news) => {
  expect(newsOf({ ...facts, ...change })).toBe(news);
});

function stepWith(name: string, continuous = false): Step {
  return {
    ...{ id: name, title: name, body: { type: 'root', children: [] } },
    blocks: [{ type: 'check', id: name, name, label: name, continuous }],
  };
}
