import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReport, startOf } from '../report.ts';
import { attributeWords } from './attribute-words.ts';
import { readFenceAttributes } from './fence-attributes.ts';
import { blocksOf, parse, places } from './lab.fixture.ts';

const fence = (info: string, code = 'line\n') => `## S\n\n\`\`\`${info}\n${code}\`\`\`\n`;

describe('a fence that changes a file', () => {
  test.each([
    ['append-to=app.py', { type: 'append' }],
    ['prepend-to=./app.py', { type: 'prepend' }],
    ['insert-into=app.py after="import os"', { type: 'insert', match: 'import os' }],
    [`after='print("a")' insert-into=app.py`, { type: 'insert', match: 'print("a")' }],
    ['remove-from=app.py', { type: 'remove' }],
  ])('%s', (attributes, edit) => {
    expect(blocksOf(fence(`python ${attributes}`))).toEqual([
      expect.objectContaining({ type: 'file', path: 'app.py', text: 'line\n', edit }),
    ]);
  });

  test('replaces as much of a line as it says, without a line break of its own', () => {
    expect(blocksOf(fence('replace-in=app.py match="5000"', '5001\n'))).toMatchObject([
      { path: 'app.py', text: '5001', language: 'text', edit: { type: 'replace', match: '5000' } },
    ]);
  });

  test('two changes of the same text are two blocks with ids of their own', () => {
    const blocks = blocksOf(fence('append-to=a') + fence('prepend-to=a').slice(6));
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(2);
  });

  test.each([
    ['py append-to=../x', 7],
    ['py append-to=/etc/passwd', 7],
    ['py append-to', 7],
    ['py insert-into=a', 7],
    ['py replace-in=a match=""', 7],
    ['py replace-in=a after="x" match="y"', 20],
    ['py save-as=a match="x"', 17],
    ['py save-as=a append-to=b', 17],
    ['py append-to=a remove-from=b', 19],
  ])('%s is an error at column %i', (info, column) => {
    expect(places(fence(info))).toEqual([`lab.md:3:${column} error fence-attribute`]);
  });
});

describe('how a command is typed', () => {
  test('as text without Enter, or as a key', () => {
    expect(blocksOf(fence('input=text', 'y\n'))).toMatchObject([
      { type: 'run', code: 'y', input: 'text' },
    ]);
    expect(blocksOf(fence('text input=keys terminal-id=2', '^C\n'))).toMatchObject([
      { type: 'run', code: '^C', input: 'keys', terminal: 'T2' },
    ]);
  });

  test('after Ctrl+C, which only the first of several commands needs', () => {
    const blocks = blocksOf(fence('sh interrupt', 'ls\npwd\n'));
    expect(blocks.map((block) => block.type === 'run' && block.interrupt)).toEqual([
      true,
      undefined,
    ]);
  });

  test('in a container, or on the author’s computer', () => {
    expect(blocksOf(fence('sh where=container', 'ps\n'))).toMatchObject([{ where: 'container' }]);
    expect(blocksOf(fence('sh where=host', 'ps\n'))).toMatchObject([{ where: 'host' }]);
  });

  test.each(['sh input=keys', 'sh input=key', 'sh input', 'sh where=vm', 'sh terminal-id=0'])(
    '%s is an error',
    (info) => {
      expect(places(fence(info, 'ls\n'))).toContainEqual(
        expect.stringMatching(/^lab\.md:3:\d+ error fence-attribute$/),
      );
    },
  );

  test('a misspelt attribute comes with the right one', () => {
    expect(parse(fence('sh interupt', 'ls\n')).diagnostics).toMatchObject([
      { severity: 'warning', column: 7, fix: 'did you mean "interrupt"?' },
    ]);
  });
});

test('words and quoted values come back as they were written', () => {
  const name = fc.stringMatching(/^[a-z][a-z-]{0,8}$/);
  const value = fc.string({ maxLength: 12 }).filter((text) => !text.includes('"'));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), (pairs) => {
      const text = pairs.map(([key, content]) => `${key}="${content}"`).join(' ');
      expect(attributeWords(text).map((word) => [word.name, word.value])).toEqual(pairs);
    }),
  );
});

test('any info string is read, and a path never leads out of the workspace', () => {
  const piece = fc.constantFrom(
    ...['append-to=', 'replace-in=', 'match=', 'after=', 'save-as=', '../', '/', 'a', '"', "'"],
    ...[' ', '=', '\\', 'input=keys', 'where=', 'highlight=1-', '99999'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { change, saveAs } = readFenceAttributes({
        info: pieces.join(''),
        at: startOf('lab.md'),
        report: createReport(),
      });
      for (const path of [change?.path, saveAs]) {
        expect(path ?? 'a').not.toMatch(/^\/|(?:^|\/)\.\.(?:\/|$)|\\/);
      }
    }),
  );
});

test('of hundreds of words only the first are looked at', () => {
  expect(places(fence(`sh ${'x '.repeat(400)}`)).length).toBeLessThanOrEqual(20);
});
