import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { readInstructions } from './dockerfile.ts';
import { findOrder, fits, instruction } from './instruction.ts';

function has(dockerfile: string, sought: string): boolean {
  return readInstructions(dockerfile).some(fits(sought));
}

test.each([
  ['COPY . /app', 'COPY .'],
  ['COPY ./ /app', 'COPY .'],
  ['copy ./app.py .', 'COPY app.py'],
  ['COPY --chown=app --link app.py .', 'COPY app.py'],
  ['FROM --platform=linux/amd64 docker.io/library/python:3.8-alpine', 'FROM python:3.8'],
  ['FROM python:3.8-alpine', 'FROM python'],
  ['RUN apk add gcc && pip install  flask', 'RUN pip install flask'],
  ['RUN set -e; npm ci', 'RUN npm ci'],
  ['RUN ["npm", "ci"]', 'RUN npm ci'],
  ['RUN npm ci --omit=dev', 'RUN npm ci --omit'],
  ['CMD [ "python", "app.py" ]', 'CMD python'],
  ['EXPOSE 3000/tcp', 'EXPOSE 3000'],
  ['# escape=`\nRUN a `\n  b', 'RUN a b'],
  ['RUN <<A <<B\nnpm ci\nA\nB\nUSER app', 'RUN npm ci'],
  ['ENV A=b', '/^ENV A=.$/'],
  ['ENV MODE=class', 'MODE=class'],
])('%j has %j', (dockerfile, sought) => {
  expect(has(dockerfile, sought)).toBe(true);
});

test.each([
  ['COPY .env /', 'COPY .'],
  ['COPY ./package.json ./', 'COPY .'],
  ['FROM python-slim', 'FROM python'],
  ['FROM python:3.81', 'FROM python:3.8'],
  ['RUN echo pip install', 'RUN pip install'],
  ['# RUN pip install', 'RUN pip install'],
  ['RUN <<END\nCOPY . .\nEND', 'COPY'],
  ['RUN a \\\n# COPY b\n c', 'COPY'],
])('%j has no %j', (dockerfile, sought) => {
  expect(has(dockerfile, sought)).toBe(false);
});

test('an order may have others between, and a later one may serve', () => {
  const all = ['FROM a', 'COPY x .', 'RUN b', 'COPY . .'].map((text) => {
    const [keyword = '', ...rest] = text.split(' ');
    return instruction(keyword, rest.join(' '));
  });
  expect(findOrder(all, ['RUN b', 'COPY']).type).toBe('found');
  expect(findOrder(all, ['COPY .', 'RUN b'])).toEqual({
    type: 'disorder',
    reason: {
      en: 'RUN b comes before COPY .: found RUN b, then COPY . .; expected COPY ., then RUN b',
      ja: 'RUN b が COPY . より前にあります。現在の順: RUN b、次に COPY . .。必要な順: COPY .、次に RUN b',
    },
  });
  expect(findOrder(all, ['USER', 'RUN b', 'ADD'])).toEqual({
    type: 'missing',
    missing: ['USER', 'ADD'],
  });
});

test('whatever stands in a Dockerfile is read, and fast', () => {
  const line = fc.constantFrom(
    'FROM a',
    'RUN b \\',
    '# c',
    '<<EOF',
    'RUN <<EOF',
    'EOF',
    '["a",',
    '"',
    '`',
    '',
    '\\',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(line, fc.string()), { maxLength: 40 }),
      fc.string(),
      (lines, sought) => {
        const all = readInstructions(lines.join('\n'));
        expect(findOrder(all, [sought || 'RUN']).type).toMatch(/found|missing|disorder/);
      },
    ),
  );
  const started = cpuTime();
  for (const piece of ['RUN a \\\n', 'RUN <<EOF\n', '"', '${a', '[', ' ']) {
    readInstructions(`FROM a\nRUN ${piece.repeat(100_000)}`);
  }
  expect(started()).toBeLessThan(5000);
});
