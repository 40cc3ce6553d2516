import fc from 'fast-check';
import { expect, test } from 'vitest';
import { driftedPieces, stablePieces } from './stable-output.ts';

test('what differs from run to run is no part of it', () => {
  const sample = [
    'CONTAINER ID   IMAGE     COMMAND        CREATED          STATUS                     PORTS                    NAMES',
    '0b2ba61df37f   flask-app "python app.py" 6 seconds ago   Up About a minute          0.0.0.0:5001->5000/tcp   tender_gagarin',
    'latest: digest: sha256:0123456789abcdef size: 1.2kB 12.5MB/s 100% 3.4s',
    'Step finished at 2026-03-01T10:11:12Z, Sun Mar  1 10:11:12 2026',
  ].join('\n');
  expect(stablePieces(sample)).toEqual([
    ...['CONTAINER', 'ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'],
    ...[
      'flask-app',
      'python',
      'app.py',
      'latest',
      'digest',
      'size',
      'Step',
      'finished',
      'at',
      'UTC',
    ].filter((word) => sample.includes(word)),
  ]);
});

test('what was left out of a sample is no part of it', () => {
  expect(stablePieces('first line\n...\n[snip ...]\n^C\n$ \nlast line')).toEqual([
    'first',
    'line',
    'last',
  ]);
});

test('pieces that were not seen are drifted, and wrapped lines are not', () => {
  expect(
    driftedPieces('Successfully tagged app:latest', 'naming to docker.io/library/app:latest'),
  ).toEqual(['Successfully', 'tagged']);
  expect(driftedPieces('hello world!', 'hello wo\r\nrld!')).toEqual([]);
});

const word = fc.constantFrom(
  'hello',
  'NAMES',
  'python:3.8-alpine',
  'app.py',
  'tagged',
  'Löwe',
  '漢字です',
);
const hexDigits = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((d) => d.join(''));
const changing = fc.oneof(
  hexDigits(12),
  hexDigits(64),
  fc
    .tuple(fc.nat(60), fc.constantFrom('seconds', 'minutes', 'hours'))
    .map(([n, unit]) => `${n} ${unit} ago`),
  fc.tuple(fc.nat(900), fc.constantFrom('MB', 'kB', 'B', 'GB')).map(([n, unit]) => `${n}${unit}`),
  fc.integer({ min: 1, max: 100 }).map((n) => `${n}%`),
  fc.tuple(fc.nat(65_535), fc.nat(65_535)).map(([a, b]) => `0.0.0.0:${a}->${b}/tcp`),
  fc.constantFrom('tender_gagarin', 'quirky_hopper', 'agitated_wing9'),
  fc.tuple(fc.nat(99), fc.nat(9)).map(([a, b]) => `${a}.${b}s`),
);
const line = fc.array(fc.oneof(word, changing), { minLength: 1, maxLength: 8 });

test('a sample with other ids, times and sizes is the same output', () => {
  const pair = fc.array(
    fc.oneof(
      word.map((w) => [w, w] as const),
      fc.tuple(changing, changing),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(pair, (words) => {
      const sample = words.map(([first]) => first).join('  ');
      const shown = words.map(([, second]) => second).join('  ');
      expect(driftedPieces(sample, shown)).toEqual([]);
    }),
  );
});

test('what was shown itself never drifts from itself', () => {
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.map((words) => words.join(' ')).join('\n');
      expect(driftedPieces(text, text)).toEqual([]);
    }),
  );
});

test('a word that is taken out of the output is told', () => {
  fc.assert(
    fc.property(word, fc.array(changing), (lost, rest) => {
      expect(driftedPieces([lost, ...rest].join(' '), rest.join(' '))).toHaveLength(1);
    }),
  );
});

test('hostile samples are read in linear time', () => {
  const started = performance.now();
  for (const piece of ['1:1', 'a_', '2026-01-01T', '1.', '::1', 'about a ', 'ab:']) {
    stablePieces(piece.repeat(100_000));
    stablePieces(`${piece}\n`.repeat(50_000));
  }
  expect(performance.now() - started).toBeLessThan(5000);
});
