import { problem } from '@drydock/protocol';
import { expect, test } from 'vitest';
import { Failure } from '../failure.ts';
import { type ViewHost, type ViewMessage, Views } from './views.ts';

function bench() {
  const state = { started: 0, released: 0, reported: [] as unknown[] };
  let host: ViewHost<'pushes'> | undefined;
  const views = new Views({
    sources: {
      pushes: {
        start: (given) => {
          state.started += 1;
          host = given;
          return () => {
            state.released += 1;
          };
        },
      },
    },
    report: (error) => state.reported.push(error),
  });
  return { views, state, source: () => host as ViewHost<'pushes'> };
}

const push = (id: string) => ({
  ...{ id, repository: 'learner-1/app', tag: 'v1', digest: 'sha256:1', at: 'now' },
  layers: [],
});

test('the first who watches starts the source, the last who leaves releases it, and it can start again', () => {
  const { views, state } = bench();
  const first = views.watch('pushes', () => undefined);
  const second = views.watch('pushes', () => undefined);
  expect(state).toMatchObject({ started: 1, released: 0 });
  first();
  first();
  expect(state.released).toBe(0);
  second();
  expect(state.released).toBe(1);
  views.watch('pushes', () => undefined);
  expect(state).toMatchObject({ started: 2, released: 1 });
  second();
  expect(state.released).toBe(1);
});

test('everybody is told every change, a newcomer what is known, and nobody the same twice', () => {
  const { views, source } = bench();
  const early: ViewMessage[] = [];
  const late: ViewMessage[] = [];
  views.watch('pushes', (message) => early.push(message));
  source().emit({ pushes: [] });
  source().emit({ pushes: [] });
  views.watch('pushes', (message) => late.push(message));
  source().emit({ pushes: [push('1')] });
  const told = [
    { type: 'view.pushes', pushes: [] },
    { type: 'view.pushes', pushes: [push('1')] },
  ];
  expect(early).toEqual(told);
  expect(late).toEqual(told);
});

test('a failure is told with its view and reported; the source lives, and its next state ends it', () => {
  const { views, state, source } = bench();
  const heard: ViewMessage[] = [];
  views.watch('pushes', (message) => heard.push(message));
  source().emit({ pushes: [] });
  const error = new Failure('HUB_UNAVAILABLE');
  source().fail(error);
  const failed = { type: 'view.failed', view: 'pushes', problem: problem('HUB_UNAVAILABLE') };
  expect(heard.at(-1)).toEqual(failed);
  expect(state.reported).toEqual([error]);
  const late: ViewMessage[] = [];
  views.watch('pushes', (message) => late.push(message));
  expect(late).toEqual([{ type: 'view.pushes', pushes: [] }, failed]);
  source().emit({ pushes: [] });
  expect(late.at(-1)).toEqual({ type: 'view.pushes', pushes: [] });
  const last: ViewMessage[] = [];
  views.watch('pushes', (message) => last.push(message));
  expect(last).toEqual([{ type: 'view.pushes', pushes: [] }]);
});

test('a view without a source here is refused', () => {
  const { views } = bench();
  expect(() => views.watch('hub', () => undefined)).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND' }),
  );
});
