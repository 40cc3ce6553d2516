import { expect, test } from 'vitest';
import { labOf } from './lab.fixture.ts';

const imagesOf = (markdown: string, files: Record<string, string> = {}) =>
  labOf({ 'lab.md': `## S\n\n${markdown}\n`, ...files }).images;

test('come from FROM, docker run and docker pull', () => {
  expect(
    imagesOf(
      '```dockerfile save-as=Dockerfile\nFROM --platform=linux/amd64 node:20 AS build\nFROM build\nFROM nginx:alpine\n```\n\n```sh\ndocker pull alpine:3\ndocker container run -d --name web -p 80:80 -e A=b httpd:2 sh\n```',
    ),
  ).toEqual(['alpine:3', 'httpd:2', 'nginx:alpine', 'node:20']);
});

test('come from the Dockerfiles that the lab brings', () => {
  expect(imagesOf('text', { 'files/app/Dockerfile': 'FROM scratch\nFROM busybox\n' })).toEqual([
    'busybox',
  ]);
  expect(imagesOf('text', { 'files/readme.txt': 'FROM busybox\n' })).toEqual([]);
});

test('are not what the learner builds or tags', () => {
  expect(
    imagesOf(
      '```sh\ndocker build -t mine .\ndocker tag mine mine:2\ndocker run mine\ndocker run mine:2\ndocker run --rm -it alpine sh\n```',
    ),
  ).toEqual(['alpine']);
});

test('are no variables and no placeholders', () => {
  expect(
    imagesOf('```sh\ndocker run "$NAME/app"\ndocker pull <user>/app\ndocker run -it\n```'),
  ).toEqual([]);
});

test('are read over backslashes and after other commands', () => {
  expect(imagesOf('```sh\ncd /tmp && docker run \\\n  -itp 80:80 \\\n  nginx:alpine\n```')).toEqual(
    ['nginx:alpine'],
  );
});

test('are what the front matter says, when it says so', () => {
  expect(
    labOf('---\nimages: [redis]\n---\n## S\n\n```sh\ndocker run alpine\n```\n').images,
  ).toEqual(['redis']);
});
