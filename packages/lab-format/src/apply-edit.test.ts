import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdit, type Edited } from './apply-edit.ts';
import type { FileEdit } from './schema.ts';

const FILE = 'FROM node:18\nWORKDIR /app\nCOPY . .\n';

function made(edit: FileEdit, text: string, current: string | null = FILE): string | Edited {
  const edited = applyEdit(current, { edit, text });
  return edited.type === 'changed' ? edited.text : edited;
}

describe('an edit', () => {
  test.each<[string, FileEdit, string, string]>([
    ['append', { type: 'append' }, 'EXPOSE 80\n', `${FILE}EXPOSE 80\n`],
    ['prepend', { type: 'prepend' }, '# mine', `# mine\n${FILE}`],
    [
      'insert after the line that holds the text',
      { type: 'insert', match: 'WORKDIR' },
      'ENV A=1\n',
      'FROM node:18\nWORKDIR /app\nENV A=1\nCOPY . .\n',
    ],
    [
      'insert after the last line',
      { type: 'insert', match: 'COPY . .\n' },
      'EXPOSE 80',
      `${FILE}EXPOSE 80\n`,
    ],
    [
      'replace a part of a line',
      { type: 'replace', match: 'node:18' },
      'node:20\n',
      FILE.replace('18', '20'),
    ],
    [
      'replace whole lines',
      { type: 'replace', match: 'COPY . .\n' },
      'COPY a .\nCOPY b .\n',
      'FROM node:18\nWORKDIR /app\nCOPY a .\nCOPY b .\n',
    ],
    ['remove a line', { type: 'remove' }, 'WORKDIR /app\n', 'FROM node:18\nCOPY . .\n'],
    ['remove a part of a line', { type: 'remove' }, ':18\n', FILE.replace(':18', '')],
    ['write', { type: 'write' }, 'new\n', 'new\n'],
  ])('%s', (_name, edit, text, expected) => {
    expect(made(edit, text)).toBe(expected);
  });

  test.each<[string, FileEdit, string]>([
    ['append', { type: 'append' }, 'COPY . .\n'],
    ['prepend', { type: 'prepend' }, 'FROM node:18\n'],
    ['insert', { type: 'insert', match: 'node:18' }, 'WORKDIR /app\n'],
    ['replace', { type: 'replace', match: 'node:16' }, 'node:18\n'],
    [
      'replace by what holds the text itself',
      { type: 'replace', match: 'WORKDIR' },
      'WORKDIR /app\n',
    ],
    ['write', { type: 'write' }, FILE],
  ])('that was made already changes nothing: %s', (_name, edit, text) => {
    expect(made(edit, text)).toEqual({ type: 'same' });
  });

  test('a file that does not end its last line gets its end before more is added', () => {
    expect(made({ type: 'append' }, 'B\n', 'A')).toBe('A\nB\n');
    expect(made({ type: 'insert', match: 'A' }, 'B\n', 'A')).toBe('A\nB\n');
    expect(made({ type: 'append' }, 'B\n', 'AB\n')).toBe('AB\nB\n');
  });

  test('a file that is not there is made by append and prepend, and missed by the others', () => {
    expect(made({ type: 'append' }, 'A\n', null)).toBe('A\n');
    expect(made({ type: 'prepend' }, 'A\n', null)).toBe('A\n');
    for (const type of ['insert', 'replace'] as const) {
      expect(made({ type, match: 'x' }, 'A\n', null)).toEqual({ type: 'no-file' });
    }
    expect(made({ type: 'remove' }, 'A\n', null)).toEqual({ type: 'no-file' });
  });

  test('a text that is not there, or more than once, is not guessed', () => {
    expect(made({ type: 'insert', match: 'CMD' }, 'A\n')).toEqual({ type: 'no-match', found: 0 });
    expect(made({ type: 'replace', match: 'O' }, 'x')).toEqual({ type: 'no-match', found: 3 });
    expect(made({ type: 'remove' }, 'CMD\n')).toEqual({ type: 'no-match', found: 0 });
  });

  test('what would be there anew once it is replaced is not replaced', () => {
    const edit = { type: 'replace', match: 'aab' } as const;
    expect(made(edit, 'ab', 'aaab')).toEqual({ type: 'no-match', found: 2 });
    expect(made(edit, 'ab', 'xaab')).toBe('xab');
  });

  test('a file with CRLF keeps it', () => {
    const crlf = FILE.replaceAll('\n', '\r\n');
    expect(made({ type: 'append' }, 'EXPOSE 80\n', crlf)).toBe(`${crlf}EXPOSE 80\r\n`);
    expect(made({ type: 'remove' }, 'WORKDIR /app\n', crlf)).toBe('FROM node:18\r\nCOPY . .\r\n');
  });
});

test('an edit that was made is never made a second time', () => {
  const line = fc.stringMatching(/^[a-c ]{1,4}$/).map((text) => `${text}\n`);
  const file = fc.array(line, { maxLength: 5 }).map((lines) => lines.join(''));
  const edit = fc.oneof<fc.Arbitrary<FileEdit>[]>(
    fc.constantFrom<FileEdit>({ type: 'append' }, { type: 'prepend' }, { type: 'write' }),
    line.map((match) => ({ type: 'insert', match })),
    line.map((match) => ({ type: 'replace', match })),
  );
  fc.assert(
    fc.property(file, edit, line, (current, way, text) => {
      const first = applyEdit(current, { edit: way, text });
      if (first.type !== 'changed') return;
      expect(applyEdit(first.text, { edit: way, text }).type).not.toBe('changed');
    }),
  );
});
