import type { Push } from '@drydock/protocol';
import { expect, test } from 'vitest';
import { pushesSource } from './pushes.ts';
import type { ViewState } from './views.ts';

const push: Push = {
  ...{ id: '1', repository: 'ann/app', tag: 'v1', digest: 'sha256:1', at: 'now' },
  layers: [],
};

function start(source: ReturnType<typeof pushesSource>) {
  const told: ViewState<'pushes'>[] = [];
  const release = source.start({
    emit: (state) => told.push(state),
    fail: (error) => expect.fail(String(error)),
  });
  return { told, release };
}

test('the pushes of the account are told at once and with each new one, until nobody watches', () => {
  const all: Push[] = [];
  let listener: (() => void) | undefined;
  const events = {
    pushes: (account: string) => (account === 'ann' ? [...all] : expect.fail(account)),
    watch: (account: string, given: () => void) => {
      expect(account).toBe('ann');
      listener = given;
      return () => {
        listener = undefined;
      };
    },
  };
  const { told, release } = start(pushesSource('ann', events));
  all.push(push);
  listener?.();
  expect(told).toEqual([{ pushes: [] }, { pushes: [push] }]);
  release();
  expect(listener).toBeUndefined();
});

test('without a hub there are no pushes', () => {
  expect(start(pushesSource(undefined, null)).told).toEqual([{ pushes: [] }]);
});
