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

test('stand behind values with blanks', () => {
  expect(
    imagesOf('```sh\ndocker run -e A="<your own password>" -e B="a;b c" postgres\n```'),
  ).toEqual(['postgres']);
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

test('come from compose files, but for what compose itself builds', () => {
  const compose = `services:\n  web:\n    build: .\n    image: my-web\n  cache:\n    image: "redis:\${TAG:-8-alpine}" # kept\n  db:\n    image: postgres:17\n    volumes: [data:/data]\n`;
  expect(imagesOf('text', { 'files/compose.yaml': compose })).toEqual([
    'postgres:17',
    'redis:8-alpine',
  ]);
  expect(
    imagesOf(
      `\`\`\`yaml save-as=app/docker-compose.prod.yml\n${compose}\`\`\`\n\n\`\`\`sh\ndocker run my-web\n\`\`\``,
    ),
  ).toEqual(['postgres:17', 'redis:8-alpine']);
  expect(imagesOf('text', { 'files/values.yaml': compose })).toEqual([]);
});

test('are filled in from the defaults of ARG, and are no stages', () => {
  const dockerfile = `ARG TAG=3.8-alpine\nARG BASE="node:20-slim"\nFROM python:\${TAG} AS Build\nFROM $BASE\nCOPY --from=build /a /a\nCOPY --chown=1 --from=nginx:alpine /b /b\nCOPY --from=0 /c /c\nFROM \${UNKNOWN}\n`;
  expect(imagesOf('text', { 'files/Dockerfile': dockerfile })).toEqual([
    'nginx:alpine',
    'node:20-slim',
    'python:3.8-alpine',
  ]);
});

test('come from Dockerfiles that a heredoc writes, and from Dockerfiles without a name', () => {
  expect(
    imagesOf(
      "```sh\ncat > app/Dockerfile <<'EOF'\nFROM busybox\nEOF\ntee notes.txt <<EOF\nFROM nowhere\nEOF\n```\n",
    ),
  ).toEqual(['busybox']);
});

test('are not what is committed, or what comes from a registry of the learner’s own', () => {
  expect(
    imagesOf(
      '```sh\ndocker commit -m "a change" web mine:2\ndocker run mine:2\ndocker build --tag=made .\ndocker run made\ndocker pull localhost:5000/x\n```',
    ),
  ).toEqual([]);
});

test('are named once, with and without their tag', () => {
  expect(
    imagesOf('```sh\ndocker run alpine\ndocker pull alpine:latest\ndocker pull alpine:3\n```'),
  ).toEqual(['alpine:3', 'alpine:latest']);
});
