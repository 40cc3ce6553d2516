import type { ClientMessage } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine } from '../connection/line.fixture.ts';
import type { SessionClient } from '../connection/session-client.ts';
import { clearSuggestions, refreshSuggestions, useSuggestions } from './suggestions-store.ts';

let client: SessionClient;
let sent: ClientMessage[];
let release: () => void;

beforeEach(() => {
  ({ client, sent, release } = openTestLine());
});
afterEach(() => {
  release();
  clearSuggestions();
});

test('questions that come while one is asked come to one more, and the newest answer stays', async () => {
  const asked = refreshSuggestions();
  void refreshSuggestions();
  void refreshSuggestions();
  answer(1, ['web']);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  answer(2, ['db', 'web']);
  await asked;
  expect(sent.map(({ type }) => type)).toEqual(['sandbox.suggest', 'sandbox.suggest']);
  expect(useSuggestions.getState().containers).toEqual(['db', 'web']);
});

test('an engine that does not answer leaves what was known', async () => {
  const first = refreshSuggestions();
  answer(1, ['web']);
  await first;
  const second = refreshSuggestions();
  client.settle({ type: 'error', request: 2, ...problem('ENGINE_UNREACHABLE') });
  await second;
  expect(useSuggestions.getState().containers).toEqual(['web']);
});

test('an answer that comes after the session was left is not the next one’s', async () => {
  const asked = refreshSuggestions();
  release();
  clearSuggestions();
  answer(1, ['web']);
  await asked;
  expect(useSuggestions.getState().containers).toEqual([]);
});

function answer(request: number, containers: string[]): void {
  const others = { images: [], volumes: [], networks: [] };
  client.settle({ type: 'sandbox.suggestions', request, containers, ...others });
}
