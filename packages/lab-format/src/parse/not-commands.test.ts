import { expect, test } from 'vitest';
import { notCommands } from './not-commands.ts';

test.each([
  // 000:351
  ['FROM node:22\n\n# the app\nCOPY . /app\nRUN a \\\n  && b\n', 'dockerfile'],
  ['WORKDIR /app', 'dockerfile'],
  // 004:348
  ['.\n├── a\n│   └── b\n└── c', 'tree'],
  ['app\n|-- a\n`-- b', 'tree'],
  // 004:473
  ['#!/bin/sh\nls /', 'script'],
  ['#! /usr/bin/env bash\nls', 'script'],
  ['services:\n  web:\n    image: nginx', 'yaml'],
  ['web:\n  image: nginx\n  ports:\n    - "80:80"', 'yaml'],
  ['<!DOCTYPE html>\n<p>', 'markup'],
  ['<p>hi</p>', 'markup'],
])('%s', (code, what) => {
  expect(notCommands(code)).toBe(what);
});

test.each([
  'docker ps',
  'FROM_FILE=a docker compose up',
  'RUN',
  'from node import path',
  "echo 'FROM node\nRUN x' > Dockerfile",
  'cat <<EOF > Dockerfile\nFROM node\nEOF',
  'docker: no such command',
  'curl <url>',
  '',
])('%s may be commands', (code) => {
  expect(notCommands(code)).toBeNull();
});
