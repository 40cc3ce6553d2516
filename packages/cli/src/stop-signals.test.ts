import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { abortOnSignals, StoppedError } from './stop-signals.ts';

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s aborts, with its name', (name) => {
  const source = new EventEmitter();
  const { signal } = abortOnSignals(source);
  expect(signal.aborted).toBe(false);
  source.emit(name, name);
  expect(signal.reason).toBeInstanceOf(StoppedError);
  expect(signal.reason.message).toBe(`stopped by ${name}`);
});

test('a second signal changes nothing, and a release stops listening', () => {
  const source = new EventEmitter();
  const { signal, release } = abortOnSignals(source);
  source.emit('SIGINT', 'SIGINT');
  source.emit('SIGTERM', 'SIGTERM');
  expect(signal.reason.message).toBe('stopped by SIGINT');
  release();
  expect(source.eventNames()).toEqual([]);
});
