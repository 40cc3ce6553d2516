import type { ClientMessage } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLine } from '../connection/line.fixture.ts';
import type { SessionClient } from '../connection/session-client.ts';
import { clearChecks, runCheck, setOutcomes, useChecks } from './checks-store.ts';

let client: SessionClient;
let sent: ClientMessage[];
let release: () => void;
const built = () => useChecks.getState().checks.built;

beforeEach(() => {
  ({ client, sent, release } = openTestLine());
});
afterEach(() => {
  clearChecks();
  release();
});

test('a check runs, says why not, keeps that while it runs again, and passes', async () => {
  const first = runCheck('built');
  expect(built()).toEqual({ running: true, outcome: null });
  answer(1, { outcome: 'not-yet', why: WHY });
  await first;
  const second = runCheck('built');
  expect(built()).toMatchObject({ running: true, outcome: { why: WHY } });
  answer(2, { outcome: 'pass' });
  await second;
  expect(built()).toEqual({ running: false, outcome: { outcome: 'pass' } });
});

test('a check that cannot be run is our fault', async () => {
  const running = runCheck('built');
  client.settle({ type: 'error', request: 1, ...problem('ENGINE_UNREACHABLE') });
  await running;
  expect(built()).toEqual({
    running: false,
    outcome: { outcome: 'our-fault', problem: problem('ENGINE_UNREACHABLE') },
  });
});

test('a second press while it runs asks nothing', async () => {
  const running = runCheck('built');
  await runCheck('built');
  expect(sent).toHaveLength(1);
  answer(1, { outcome: 'pass' });
  await running;
});

test('a snapshot brings the outcomes and leaves a running check running', async () => {
  const running = runCheck('built');
  setOutcomes({ pushed: { outcome: 'pass' } });
  expect(useChecks.getState().checks).toEqual({
    built: { running: true, outcome: null },
    pushed: { running: false, outcome: { outcome: 'pass' } },
  });
  client.disconnected();
  await running;
});

const WHY = { en: 'There is no image.', ja: 'イメージがありません。' };

function answer(
  request: number,
  result: { outcome: 'pass' } | { outcome: 'not-yet'; why: typeof WHY },
) {
  client.settle({ type: 'check.result', request, check: 'built', result });
}
