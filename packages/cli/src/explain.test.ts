import { stripVTControlCharacters } from 'node:util';
import { HostError } from '@drydock/sandbox/docker/host';
import { expect, test } from 'vitest';
import { explain } from './explain.ts';
import { StoppedError } from './stop-signals.ts';

test('an error of the host: what happened, what to do, the code', () => {
  const error = new HostError({
    code: 'NO_SPACE',
    message: 'The disk is full.',
    hint: 'Free some.',
  });
  expect(stripVTControlCharacters(explain(error))).toBe(
    '\nThe disk is full.\nWhat to do: Free some.\nNO_SPACE\n',
  );
});

test('being stopped is no failure', () => {
  expect(explain(new StoppedError('stopped by SIGINT'))).toBe('\nstopped by SIGINT\n');
});

test('what was not foreseen comes with its place', () => {
  expect(explain(new TypeError('oops'))).toContain('explain.test.ts');
  expect(explain('thrown text')).toContain('thrown text');
});
