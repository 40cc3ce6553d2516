import { expect, test } from 'vitest';
import { workspaceParts } from './workspace-path.ts';

test.each([
  ['a/b', ['a', 'b']],
  ['./a//b/', ['a', 'b']],
  ['a/../b', ['b']],
  ['-rf', ['-rf']],
  ['..a/...', ['..a', '...']],
  ['new\nline', ['new\nline']],
])('%j stays inside', (path, parts) => {
  expect(workspaceParts(path)).toEqual(parts);
});

test.each(['', '.', '/', '/etc/passwd', '..', '../x', 'a/../../x', 'a/..', 'a\0b'])(
  '%j is refused',
  (path) => {
    expect(() => workspaceParts(path)).toThrow(
      expect.objectContaining({ code: 'PATH_OUTSIDE_WORKSPACE' }),
    );
  },
);
