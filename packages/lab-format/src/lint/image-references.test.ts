import { expect, test } from 'vitest';
import { parseLab } from '../parse/parse-lab.ts';
import type { LabSource } from '../source.ts';
import { fullName, lintImages } from './image-references.ts';

const CATALOGUE = [
  'alpine',
  'python:3.13-slim',
  'python:3.8-alpine',
  'nginx:alpine',
  'node:20-slim',
];

function lint(files: Readonly<Record<string, string>>) {
  const bytes = Object.entries(files).map(
    ([path, text]) => [path, new TextEncoder().encode(text)] as const,
  );
  const source: LabSource = { slug: 'lab', files: new Map(bytes) };
  const { lab, diagnostics } = parseLab(source);
  if (lab === null) throw new Error(JSON.stringify(diagnostics));
  return lintImages({ lab, source, catalogue: CATALOGUE });
}

const run = (command: string) => `## S\n\n\`\`\`sh\n${command}\n\`\`\`\n`;

test('images of the catalogue are no finding, however they are written', () => {
  expect(
    lint({
      'lab.md': run(
        'docker run alpine\ndocker run alpine:latest\ndocker pull docker.io/library/python:3.8-alpine\ndocker pull library/nginx:alpine',
      ),
    }),
  ).toEqual([]);
});

test('an image that is not there is a warning at the command that uses it, with the nearest tag', () => {
  const markdown = `The image python:3.8 is small.\n\n${run('docker run -it python:3.8')}`;
  expect(lint({ 'lab.md': markdown })).toEqual([
    {
      ...{ file: 'lab.md', line: 6, column: 16, severity: 'warning', rule: 'image' },
      message: 'The image python:3.8 is not in the catalogue.',
      fix: 'did you mean "python:3.8-alpine"?',
    },
  ]);
});

test.each([
  ['node', 'did you mean "node:20-slim"?'],
  ['nginxx:alpine', 'did you mean "nginx:alpine"?'],
  ['quay.io/some/thing:v1', 'use an image of the catalogue, or ask the host to add it'],
])('%s: %s', (image, fix) => {
  expect(lint({ 'lab.md': run(`docker pull ${image}`) })).toMatchObject([{ fix }]);
});

test('an image of a file is found in that file', () => {
  const compose = 'services:\n  db:\n    image: postgres:17\n';
  expect(
    lint({ 'lab.md': '## S\n', 'files/compose.yaml': compose, 'files/Dockerfile': 'FROM httpd\n' }),
  ).toMatchObject([
    { file: 'files/Dockerfile', line: 1, column: 6 },
    { file: 'files/compose.yaml', line: 3, column: 12 },
  ]);
});

test.each([
  ['alpine', 'alpine:latest'],
  ['docker.io/alpine', 'alpine:latest'],
  ['registry.example:5000/alpine', 'registry.example:5000/alpine:latest'],
  ['alpine@sha256:00', 'alpine@sha256:00'],
])('%s is %s', (image, full) => {
  expect(fullName(image)).toBe(full);
});
