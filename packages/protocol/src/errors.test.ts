import { describe, expect, test } from 'vitest';
import { problemSchema } from './entities.ts';
import { ERRORS, type ErrorCode } from './errors.ts';
import { problem } from './problem.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];

describe.each(codes)('%s', (code) => {
  const { message, hint, status } = ERRORS[code];

  test('says in whole sentences what happened and what to do', () => {
    for (const text of [message, hint]) {
      expect(text).toMatch(/^[A-Z]/);
      expect(text).toMatch(/[.?]$/);
    }
    expect(hint).not.toBe(message);
  });

  test('has the status of a failure', () => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  });

  test('is a problem on the wire', () => {
    expect(problemSchema.parse(problem(code))).toEqual({ code, message, hint });
  });
});

test('a detail is put behind the message', () => {
  expect(problem('FILE_NOT_FOUND', 'app.py').message).toBe(
    `${ERRORS.FILE_NOT_FOUND.message} (app.py)`,
  );
});
