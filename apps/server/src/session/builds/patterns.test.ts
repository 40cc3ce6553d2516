import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copiedPatterns, isCopied } from './copied-files.ts';
import { isBelow, isIgnored } from './patterns.ts';

test.each([
  ['COPY app.py .', 'app.py', true],
  ['COPY ./app.py /app/', 'app.py', true],
  ['COPY app.py .', 'app.pyc', false],
  ['COPY . .', 'src/deep/x', true],
  ['COPY src /src', 'src/deep/x', true],
  ['COPY src/ /src', 'srcs/x', false],
  ['COPY --chown=1:1 --chmod=755 a b c/', 'b', true],
  ['COPY --chown=1:1 a b c/', 'c/x', false],
  ['COPY *.py /app/', 'app.py', true],
  ['COPY *.py /app/', 'src/app.py', false],
  ['COPY package*.json ./', 'package-lock.json', true],
  ['COPY ["a file", "/x/"]', 'a file', true],
  ['COPY [ab].txt /x/', 'b.txt', true],
  ['COPY --from=build /out .', 'out', false],
  ['ADD https://example.com/x.tar /x', 'x.tar', false],
  ['COPY <<EOF /hello', 'hello', false],
  ['RUN --mount=type=bind,target=/src make', 'anything', true],
  ['RUN --mount=type=bind,source=lib,target=/src make', 'lib/a', true],
  ['RUN --mount=type=bind,from=build,target=/src make', 'lib/a', false],
  ['RUN --mount=type=cache,target=/c make', 'c', false],
  ['RUN make', 'Makefile', false],
  ['WORKDIR /src', 'src', false],
])('%s takes %s: %s', (instruction, path, expected) => {
  expect(isCopied(path, copiedPatterns(instruction))).toBe(expected);
});

test.each([
  [['*.log'], 'a.log', true],
  [['*.log'], 'src/a.log', false],
  [['**/*.log'], 'src/a.log', true],
  [['node_modules'], 'node_modules/x/y', true],
  [['*', '!src'], 'src/a', false],
  [['*', '!src'], 'README', true],
  [['/build/'], 'build/x', true],
  [['.'], 'a', false],
  [[], 'a', false],
])('.dockerignore %j and %s: %s', (lines, path, expected) => {
  expect(isIgnored(path, lines)).toBe(expected);
});

test('whatever a learner writes, it fits or does not, and a plain path fits itself', () => {
  const name = fc.stringMatching(/^[a-z0-9 _-]{1,8}$/);
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.array(name, { minLength: 1 }),
      (path, pattern, parts) => {
        expect(typeof isBelow(path, pattern)).toBe('boolean');
        expect(Array.isArray(copiedPatterns(`COPY ${pattern}`))).toBe(true);
        expect(isBelow(parts.join('/'), parts.join('/'))).toBe(true);
        expect(isBelow(`${parts.join('/')}/below`, parts.join('/'))).toBe(true);
      },
    ),
  );
});
