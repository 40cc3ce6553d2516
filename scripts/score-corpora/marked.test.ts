import { expect, test } from 'vitest';
import { markedByBraces, markedByLanguage, markedByPrompt, markedByTerminal } from './marked.ts';

test('marks behind fences and inline code, files and texts of the editor', () => {
  const page = [
    'Type `ls -l`{{execute T2}} or `a`{{copy}}, not `b`{{}} nor `{{ .State.Pid }}`.',
    '```sh',
    'cd a',
    'ls',
    '```{{exec}}',
    '```',
    'sample',
    '```',
    '<pre class="file" data-filename="a.js">',
    'a &lt; b',
    '</pre>',
    '<pre>`c`{{execute}}</pre>',
  ].join('\n');
  expect(markedByBraces(page)).toEqual([
    { kind: 'run', text: 'ls -l', line: 1 },
    { kind: 'copy', text: 'a', line: 1 },
    { kind: 'run', text: 'cd a\nls', line: 2 },
    { kind: 'file', text: '\na < b\n', line: 9 },
  ]);
});

test('fences of a terminal, of a shell, and with prompts', () => {
  expect(markedByTerminal('```.term2\na\n```\n```\nb\n```\n')).toEqual([
    { kind: 'run', text: 'a', line: 1 },
  ]);
  expect(
    markedByLanguage(
      '   ```bash\n   a\n   ```\n```sh no-run-button\nb\n```\n```yaml save-as=c\nd\n```\n',
    ),
  ).toEqual([
    { kind: 'run', text: 'a', line: 1 },
    { kind: 'file', text: 'd', line: 7 },
  ]);
  expect(
    markedByPrompt('```console\n$ docker run \\\n  x\nout\n$ ls\n```\n```text\n$ log\n```\n'),
  ).toEqual([
    { kind: 'run', text: 'docker run \\\n  x', line: 2 },
    { kind: 'run', text: 'ls', line: 5 },
  ]);
});
