import { expect, test } from 'vitest';
import { commandLikeness, isProse, isRootCommand } from './command-words.ts';

test.each([
  ['docker ps', 'known'],
  ['docker run alpine echo this is the one', 'known'],
  ['echo it is a test', 'known'],
  ['DOCKER_BUILDKIT=1 docker build .', 'known'],
  ['sudo apt-get update', 'known'],
  ['git commit -m "that is it"', 'known'],
  ['for i in 1 2; do', 'known'],
  ['make', 'known'],
  ['find . -name a', 'known'],
  ['mytool up', 'possible'],
  ['./run.sh', 'possible'],
  ['/opt/bin/tool', 'possible'],
  ['sleep 0.5', 'known'],
  ['pip 24.0 from /usr/lib (python 3.13)', 'no'],
  ['npm WARN deprecated', 'no'],
  ['docker is the tool', 'no'],
  ['find the container of that name', 'no'],
  ['make sure that it is there', 'no'],
  ['top - 10:00:00 up 2 days', 'no'],
  ['mytool is not found', 'no'],
  ['Hello', 'no'],
  ['ハロー', 'no'],
  ['latest: Pulling from library/nginx', 'no'],
  ['0b2ba61df37f', 'no'],
  ['', 'no'],
])('%s: %s', (line, likeness) => {
  expect(commandLikeness(line)).toBe(likeness);
});

test.each([
  ['docker run alpine echo this is it', true],
  ['docker pull nginx', true],
  ['ls', true],
  ['ls -la', true],
  ['exit', true],
  ['cat /etc/hosts', true],
  ['docker images are made of layers', false],
  ['docker desktop', false],
  ['test it', false],
  ['build the image', false],
  ['cat pictures', false],
  ['Docker', false],
])('# %s', (text, command) => {
  expect(isRootCommand(text)).toBe(command);
});

test('prose has little words outside of quotes, or other letters', () => {
  expect(isProse('see that it works')).toBe(true);
  expect(isProse('すべてを見る')).toBe(true);
  expect(isProse('grep "is the" a')).toBe(false);
  expect(isProse('tool --the thing')).toBe(false);
});
