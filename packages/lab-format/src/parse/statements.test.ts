import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { splitStatements } from './statements.ts';

const codes = (script: string) => splitStatements(script).map((statement) => statement.code);

test('each line is a statement of its own', () => {
  expect(codes('docker history a\ndocker history b')).toEqual([
    'docker history a',
    'docker history b',
  ]);
});

test('tells the line on which each statement starts', () => {
  expect(splitStatements('\nls\n\n\npwd\n').map(({ line }) => line)).toEqual([1, 4]);
});

describe('stays in one piece', () => {
  test.each([
    [
      'single quotes over lines',
      'echo \'from flask import Flask\n\n@app.route("/")\ndef hello():\' > app.py',
    ],
    ['double quotes over lines', 'echo "a\nb $(date) c\nd"'],
    ['quotes in a substitution in quotes', 'echo "$(cat "a b"\n)"'],
    ['a heredoc', "cat > app.py << 'EOF'\nit's \"open\nEOF"],
    ['a heredoc with tabs', 'cat <<-END\n\ttext\n\tEND'],
    ['two heredocs', 'diff <(cat <<A\n1\nA\n) - <<B\n2\nB'],
    ['backslashes', 'docker run \\\n  -p 80:80 \\\n  nginx'],
    ['a pipe at the end', 'docker ps |\n  wc -l'],
    ['and at the end', 'docker build . &&\n  docker push'],
    ['a loop', 'for i in 1 2 3; do\n  docker stop $i\ndone'],
    ['a condition', 'if docker ps; then\n  echo yes\nelse\n  echo no\nfi'],
    ['a case', 'case $x in\n  a) echo a ;;\n  *) echo b ;;\nesac'],
    ['a function', 'hello() {\n  echo hi\n}'],
    ['a group', '(\n  cd /tmp\n  ls\n)'],
    ['a comment before it', '# first build it\ndocker build .'],
    ['an ANSI quote', "echo $'it\\'s\nopen'"],
  ])('%s', (_name, script) => {
    expect(codes(script)).toEqual([script]);
    expect(splitStatements(script)[0]?.complete).toBe(true);
  });
});

describe('does not run into the next line', () => {
  test.each([
    ['a here-string', 'cat <<< hello'],
    ['a shift in arithmetic', 'echo $((1 << 3))'],
    ['a keyword as an argument', 'docker run alpine if'],
    ['a quote in a comment', "ls # it's a list"],
    ['an escaped quote', "echo it\\'s"],
    ['a hash inside a word', 'echo a#b'],
    ['a template of docker', "docker inspect -f '{{range .A}}{{.}}{{end}}' web"],
    ['braces for expansion', 'touch {a,b}.txt'],
    ['parentheses in quotes', 'echo "(" \')\''],
    ['a default value', 'echo $' + '{NAME:-"a b"}'],
    ['done as a word', 'echo done'],
  ])('%s', (_name, script) => {
    expect(codes(`${script}\npwd`)).toEqual([script, 'pwd']);
  });
});

test('a quote that nothing closes is said to be incomplete', () => {
  expect(splitStatements("ls\necho 'open\nmore")).toEqual([
    { code: 'ls', line: 0, complete: true },
    { code: "echo 'open\nmore", line: 1, complete: false },
  ]);
});

test('any text is split without losing a word of it, in linear time', () => {
  const shellish = fc.stringMatching(/^[a-z '"`$(){}<>|&;#\\\n-]{0,300}$/);
  fc.assert(
    fc.property(shellish, (script) => {
      const statements = splitStatements(script);
      const kept = statements.map(({ code }) => code).join('');
      const comments = script.split('\n').filter((line) => line.trimStart().startsWith('#'));
      if (comments.length === 0) {
        expect(kept.replace(/\s/g, '')).toBe(script.replace(/\s/g, ''));
      }
    }),
    { numRuns: 500 },
  );
});

test.each(["'", '"', '`', '$(', '<<A\n', '((', '{ ', 'if ', '\\\n', 'a | \n', '#\n', '<<'])(
  'a hundred thousand times %j is read at once',
  (piece) => {
    const start = cpuTime();
    splitStatements(piece.repeat(100_000));
    expect(start()).toBeLessThan(2000);
  },
);
