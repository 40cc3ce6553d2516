import { describe, expect, test } from 'vitest';
import { importOnly, scenario } from '../imported.fixture.ts';

const page = (text: string) => importOnly(scenario(text));
const fence = (code: string, suffix: string, info = '') =>
  `Do it:\n\n\`\`\`${info}\n${code}\n\`\`\`${suffix}\n\nThen *rest*.\n`;

describe('fences', () => {
  test('a mark on the closing fence runs all of it, as it stands', () => {
    const { blocks, text } = page(fence('cd /srv\n\nls -l\n', '{{execute}}'));
    expect(blocks).toMatchObject([
      { type: 'run', code: 'cd /srv\n\nls -l\n', runnable: true, terminal: 'T1' },
    ]);
    expect(text('01-sail.md')).toContain('Then *rest*.');
  });

  test.each([
    ['{{execute T2}}', { terminal: 'T2' }],
    ['{{interrupt EXEC}}', { interrupt: true }],
    [' {{exec}}', { runnable: true }],
    ['{{copy}}', { runnable: false, copyable: true }],
  ])('%s', (suffix, block) => {
    expect(page(fence('make', suffix, 'bash')).blocks).toMatchObject([
      { type: 'run', code: 'make', ...block },
    ]);
  });

  test('text behind the mark goes on below the fence', () => {
    const { blocks, text } = page('```\nls\n```{{execute}} and look.\n');
    expect(blocks).toMatchObject([{ code: 'ls' }]);
    expect(text('01-sail.md')).toContain('```\nand look.');
  });

  test.each([
    ['the mark stands on the next line', '```\nls\n```\n{{execute}}\n'],
    ['the backticks stand behind the last line', '```\nls```{{execute}}\n'],
    ['the closing fence is indented too far', '```\nls\n    ```{{execute}}\n'],
    ['the fence is within a list', '1. So:\n\n   ```\n   ls\n   ```{{execute}}\n'],
    ['its lines stand further left', '1. So:\n\n   ```\nls\n   ```{{execute}}\n2. On\n'],
    ['it is indented like code', 'So:\n\n    ```\n    ls\n    ```{{execute}}\n'],
    ['it is made of tildes', '~~~\nls\n~~~{{execute}}\n'],
    ['it stands in a quotation', '> ```\n> ls\n> ```{{execute}}\n'],
    ['the lines end as in Windows', '```\r\nls\r\n```{{execute}}\r\n'],
  ])('runs when %s', (_, text) => {
    expect(page(text).blocks.filter(({ type }) => type === 'run')).toMatchObject([
      { code: 'ls', runnable: true },
    ]);
  });

  test('without a mark nothing runs, whatever the language', () => {
    expect(page(fence('docker ps', '', 'bash')).blocks).toMatchObject([
      { type: 'run', runnable: false },
    ]);
    expect(page(fence('docker ps', '')).blocks).toEqual([]);
    expect(page(fence('a: 1', '', 'yaml{2,5-6}')).text('01-sail.md')).toContain(
      '```yaml highlight=2,5-6',
    );
  });

  test('a fence that is never closed ends with the page; the next page is not touched', () => {
    const { losses, lab } = page('Look:\n\n```\nls\n');
    expect(losses).toContain('sail.md:3 changed fence');
    expect(lab.steps).toHaveLength(1);
  });

  test('a mark that closes nothing, or has a typing mistake, is a loss', () => {
    expect(page('EOF\n```{{execute}}\n\n`ls`{{execute}}\n')).toMatchObject({
      blocks: [{ code: 'ls' }],
      losses: ['sail.md:2 dropped mark'],
    });
    expect(page(fence('ls', '{{exceute}}')).losses).toEqual(['sail.md:3 dropped mark']);
  });
});

describe('inline code', () => {
  test.each([
    ['`ls -l`{{execute}}', { code: 'ls -l', runnable: true, inline: true }],
    ['`ls`{{execute T3}}', { terminal: 'T3' }],
    ['`q`{{execute no-newline}}', { code: 'q', input: 'text' }],
    ['`^C`{{execute ctrl-seq}}', { code: '^C', input: 'keys' }],
    ['`^ESC`{{execute ctrl-seq}}', { code: '^[', input: 'keys' }],
    ['`a`{{copy}}', { code: 'a', runnable: false }],
    ['``a `b` c``{{execute}}', { code: 'a `b` c' }],
    ['**`ls`**{{execute}}', { code: 'ls', runnable: true }],
    ['`ls` {{execute}}', { code: 'ls', runnable: true }],
    [
      '`docker inspect -f "{{ .State.Pid }}" web`{{execute}}',
      { code: 'docker inspect -f "{{ .State.Pid }}" web' },
    ],
    ['- item `ls`{{execute}} there', { code: 'ls' }],
    ['| a |\n| - |\n| `ls`{{execute}} |', { code: 'ls' }],
  ])('%s', (text, block) => {
    expect(page(`Type:\n\n${text}\n`).blocks).toMatchObject([{ type: 'run', ...block }]);
  });

  test('templates of Docker are text', () => {
    const { blocks, text } = page('Use `{{ .Names }}`, {{ .State.Pid }} or `x`{{.Y}}.\n');
    expect(blocks).toEqual([]);
    expect(text('01-sail.md')).toContain('`{{ .Names }}`, {{ .State.Pid }} or `x`{{.Y}}.');
  });

  test('{{}} is no more than code; {{open}} opens a file of the workspace', () => {
    expect(page('`x`{{}} `~/a/b.js`{{open}}\n').text('01-sail.md')).toContain(
      '`x` :fileLink[`~/a/b.js`]{path="a/b.js"}',
    );
    expect(page('`/etc/hosts`{{open}}\n').losses).toEqual(['sail.md:1 dropped open']);
  });

  test('another machine is a terminal of this one, and a loss', () => {
    expect(page('`hostname`{{execute HOST2}}\n')).toMatchObject({
      blocks: [{ terminal: 'T2' }],
      losses: ['sail.md:1 changed host'],
    });
  });

  test('samples in <pre> and in comments do nothing', () => {
    const { blocks } = page(
      '<pre>`ls`{{execute}}</pre>\n\nText <pre>`ls`{{execute}}</pre>\n\n<!-- `ls`{{execute}} -->\n',
    );
    expect(blocks.map(({ type }) => type)).toEqual(['output', 'output']);
  });
});
