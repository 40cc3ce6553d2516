import { describe, expect, test } from 'vitest';
import type { Block, Lab } from '../schema.ts';
import { elements, parse, textIn } from './lab.fixture.ts';
import { parseReadme } from './parse-lab.ts';

function readme(text: string, file = 'anything.markdown'): Lab {
  const { lab, diagnostics } = parseReadme({
    slug: 'a-lab',
    file,
    bytes: new TextEncoder().encode(text),
  });
  if (lab === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return lab;
}

const shown = (block: Block): string => {
  if (block.type === 'run') return `${block.inline ? '`' : '$'} ${block.code}`;
  if (block.type === 'output') return block.text;
  return block.type === 'file' ? `${block.path ?? '?'}: ${block.text.trimEnd()}` : block.type;
};
const blocks = (text: string) => readme(text).steps.flatMap((step) => step.blocks);
const all = (text: string) => blocks(text).map(shown);
const sh = (code: string, language = 'sh') => `\`\`\`${language}\n${code}\n\`\`\`\n`;

test('a fence of another language holds commands where it begins with a prompt, or is for Windows', () => {
  const codes = (info: string, code: string) =>
    blocks(`# A\n\n\`\`\`${info}\n${code}\n\`\`\`\n`).map((block) =>
      block.type === 'run' ? `run ${block.code}` : block.type,
    );
  expect(codes('powershell', 'PS C:\\Users\\mia> docker ps\nCONTAINER ID')).toEqual([
    'run docker ps',
    'output',
  ]);
  expect(codes('powershell', 'PS> docker ps')).toEqual(['run docker ps']);
  expect(codes('cmd', 'docker run ^\n  -d nginx')).toEqual(['run docker run \\\n  -d nginx']);
  expect(codes('powershell', 'Get-Process | Out-Null')).toEqual([]);
  expect(codes('text', '$ docker ps\nCONTAINER ID')).toEqual(['run docker ps', 'output']);
  expect(codes('text', 'docker ps')).toEqual(['output']);
  expect(codes('output', '$ docker ps')).toEqual(['output']);
  expect(codes('js', '$ is a name')).toEqual(['file']);
  expect(codes('docker', 'docker build .')).toEqual(['run docker build .']);
  expect(codes('docker', 'FROM alpine')).toEqual(['file']);
  expect(codes('sh', '$ tree\n.\n├── a\n$ docker ps')).toEqual([
    'run tree',
    'output',
    'run docker ps',
  ]);
  expect(codes('sh', 'docker stats\nID │ CPU')).toEqual(['run docker stats', 'output']);
  expect(codes('sh', '.\n├── a')).toEqual(['output']);
});

describe('the twelve rules', () => {
  test('1: a fence is dedented, though lines stand further left', () => {
    expect(
      all('1. Look\n\n    ```sh\n    $ cat a\n   one\ntwo\n      three\n    ```\n\n2. Done\n'),
    ).toEqual(['$ cat a', 'one\ntwo\n  three']);
  });

  test('2: fences in the first column of a list, right behind an item, without a language', () => {
    expect(
      all(`1. One\n${sh('$ docker ps')}\n2. Two\n\n${sh('$ docker images', '')}text\n3. Three\n`),
    ).toEqual(['$ docker ps', '$ docker images']);
  });

  test('3: what follows a prompt is output, with `>` and blank lines', () => {
    expect(all(sh('$  npm start\n\n> shop@1.0.0 start\n> node .\n\nup\n>\n$ docker ps'))).toEqual([
      '$ npm start',
      '> shop@1.0.0 start\n> node .\n\nup\n>',
      '$ docker ps',
    ]);
  });

  test('4: whole statements, with and without prompts', () => {
    expect(
      all(sh("echo 'a\n\nb' > c\ncat <<E > d\n$ x\nE\ndocker run \\\n  nginx", 'console')),
    ).toEqual(["$ echo 'a\n\nb' > c", '$ cat <<E > d\n$ x\nE', '$ docker run \\\n  nginx']);
    expect(all(sh("$ docker run a sh -c 'b \\\n  && c'\nout"))).toEqual([
      "$ docker run a sh -c 'b \\\n  && c'",
      'out',
    ]);
  });

  test('5: comments between prompts are words, `# docker ps` is a command', () => {
    const text = `## S\n\n${sh('# すべて表示\n$ docker ps -a\n\n# 名前で\n$ docker logs web')}`;
    expect(all(text)).toEqual(['$ docker ps -a', '$ docker logs web']);
    expect(textIn(readme(text).steps[0]?.body ?? { type: 'root', children: [] })).toMatch(
      /すべて表示.*名前で/s,
    );
    expect(all(sh('# docker ps\nCONTAINER ID\n# docker images'))).toEqual([
      '$ docker ps',
      'CONTAINER ID',
      '$ docker images',
    ]);
  });

  test('6: prompts of other places', () => {
    const code = [
      '$ docker run -it web bash',
      'root@1f2e3d4c5b6a:/srv# # ps aux',
      'PID',
      'root@1f2e3d4c5b6a:/srv# exit',
      'exit',
      'lab mia$ cat notes.txt',
      'hello',
      '$ docker exec -it web sh',
      '/srv # ',
    ];
    expect(blocks(sh(code.join('\n')))).toMatchObject([
      { code: 'docker run -it web bash' },
      { code: 'ps aux', where: 'container' },
      { text: 'PID' },
      { code: 'exit', where: 'container' },
      { text: 'exit' },
      { code: 'cat notes.txt' },
      { text: 'hello' },
      { code: 'docker exec -it web sh' },
      { type: 'output', text: '/srv #' },
    ]);
    const [, sample] = blocks(sh('$ pip list\nmac:lab mia$ pip list'));
    expect(sample).toMatchObject({ code: 'pip list', where: 'host' });
    const [own] = blocks(sh('mia@mac:~$ docker ps'));
    expect(own).toMatchObject({ code: 'docker ps' });
    expect(own).not.toHaveProperty('where');
  });

  test('7: a Dockerfile, a tree, a script and output alone are no commands', () => {
    const text = ['FROM a\nRUN b', '.\n├── a\n└── b', '#!/bin/bash\nls', 'Step 1/2 : FROM a'];
    const found = blocks(text.map((code) => sh(code, 'shell')).join('\n'));
    expect(found.map(({ type }) => type)).toEqual(['file', 'output', 'file', 'output']);
  });

  test('8: a notebook’s post', () => {
    const text = `---\ntitle: A Post\nmathjax: false\ntags: [a]\n---\n\n# One\n\n${sh('! docker ps', 'python')}\n    CONTAINER ID  a\n    \n    latest: done[4A\n    Anâ€¦ end\n\n# Two\n\n${sh('! docker pull a\n! docker pull b', '')}`;
    expect(all(text)).toEqual([
      '$ docker ps',
      'CONTAINER ID  a\n\nlatest: done[4A\nAnâ€¦ end',
      '$ docker pull a',
      '$ docker pull b',
    ]);
    expect(readme(text)).toMatchObject({
      title: 'A Post',
      steps: [{ title: 'One' }, { title: 'Two' }],
    });
  });

  test('9: commands within lines', () => {
    const text =
      '## S\n\nRun `curl localhost:80` now. The `docker ps` command lists them.\n\n- `docker pull nginx`\n';
    expect(blocks(text)).toMatchObject([
      { code: 'curl localhost:80', inline: true, runnable: true },
      { code: 'docker pull nginx', inline: true },
    ]);
    const [paragraph] = elements(
      readme(text).steps[0]?.body ?? { type: 'root', children: [] },
      'p',
    );
    expect(paragraph?.children[1]).toMatchObject({ tagName: 'drydock-block' });
  });

  test('10: stray backticks and tabs', () => {
    const text = `## S\n\nUse a\`FROM\` here, FROM\` there.\n\n* One,\n\tsee:\n  * \`docker pull nginx\`\n\n${sh('$ docker ps')}`;
    expect(all(text)).toEqual(['` docker pull nginx', '$ docker ps']);
  });

  test('11: pieces of files, terminals, Ctrl+C', () => {
    const text = `## S\n\nCreate \`Dockerfile\`:\n\n${sh('FROM a\nCMD b', 'dockerfile')}\nAdd a line after \`FROM\`:\n\n${sh('RUN c', 'dockerfile')}\nIn T2, look:\n\n${sh('$ docker ps')}\nPress \`Ctrl+C\` in T1.\n\n## Next\n\n${sh('$ docker images')}`;
    expect(blocks(text)).toMatchObject([
      { path: 'Dockerfile', text: 'FROM a\nCMD b\n' },
      { path: 'Dockerfile', edit: { type: 'insert', match: 'FROM a' }, text: 'RUN c\n' },
      { code: 'docker ps', terminal: 'T2' },
      { code: '^C', input: 'keys', terminal: 'T1' },
      { code: 'docker images', terminal: 'T1' },
    ]);
    expect(readme(text).terminals).toEqual(['T1', 'T2']);
  });

  test('12: questions of a command are its output', () => {
    expect(
      all(
        sh(
          '$ docker system prune\nContinue? [y/N] y\nTotal: 0B\n$ docker login\nUsername:\nPassword:',
        ),
      ),
    ).toEqual([
      '$ docker system prune',
      'Continue? [y/N] y\nTotal: 0B',
      '$ docker login',
      'Username:\nPassword:',
    ]);
  });
});

test.each([
  '{.bash}',
  '{bash}',
  '.term1',
  'bash{1,3-4}',
  'Bash',
  'zsh',
  'shell-session',
  'terminal',
])('%s is a language of commands', (language) => {
  expect(all(sh('mytool --up', language))).toEqual(['$ mytool --up']);
});

test('all of a block may be indented, with its prompts', () => {
  expect(all(sh('  $ ls\n  a\n    b\nc\n  $ pwd'))).toEqual(['$ ls', 'a\n  b\nc', '$ pwd']);
});

test('what an earlier output showed is filled in later', () => {
  const text = `${sh('$ docker run -d web\n0b2ba61df37fb4038d9ae5d145740c63c2c211ae2729fc27dc01b82b5aaafa26')}\n## Later\n\n${sh('$ docker stop 0b2\n$ docker push mia/web')}`;
  expect(blocks(text).filter(({ type }) => type === 'run')).toMatchObject([
    {},
    { placeholders: [{ text: '0b2', kind: 'container', at: [12] }] },
    { placeholders: [{ text: 'mia', kind: 'hub-user', at: [12] }] },
  ]);
});

describe('front matter of others', () => {
  test.each([
    ['---\ntitle: T\nlayout: post\ndate: 2020-01-01\n---\n\n# A\n', 'T'],
    ['---\ntitle: [broken\n---\n\n# A\n\ntext\n', 'A'],
    ['---\na: &a [*a, *a]\ntitle: T\n---\n\n# A\n', 'A'],
    ['---\nterms: 2\nlevel: hard\nlanguage: python\n---\n\n# A\n\ntext\n', 'A'],
    ['+++\ntitle = "T"\n+++\n\n# A\n\ntext\n', 'A'],
    ['---\n- a\n- b\n---\n\n# A\n\ntext\n', 'A'],
    ['---\ntitle: never closed\n\n# A\n\ntext\n', 'A'],
    ['text\n', 'a-lab'],
  ])('%j', (text, title) => {
    expect(readme(text).title).toBe(title);
  });
});

test('the language is told from the letters', () => {
  expect(
    ['Hello', 'これは', '你好', '안녕', 'Привет'].map((text) => readme(text).language),
  ).toEqual(['en', 'ja', 'zh', 'ko', 'ru']);
});

test('what would be a mistake in a lab is none, or a warning', () => {
  const { lab, diagnostics } = parseReadme({
    slug: 'a',
    file: 'README.md',
    bytes: new TextEncoder().encode(
      '# A\n\n![x](missing.png)\n\n:::tip\nKeep it.\n:::\n\n::unknown[x]\n\n```sh title="x" {1}\nls\n```\n',
    ),
  });
  expect(lab?.steps[0]?.blocks).toMatchObject([{ code: 'ls' }]);
  expect(JSON.stringify(lab?.steps[0]?.body)).toContain('Keep it.');
  expect(new Set(diagnostics.map(({ severity }) => severity))).toEqual(new Set(['warning']));
});

describe('the README of a folder', () => {
  test('is its lab when there is no other, with the files beside it', () => {
    const { lab } = parse({
      'README.md': `# App\n\n![d](docs/d.png)\n\nAdd at the end of the \`Dockerfile\`:\n\n${sh('CMD a', 'dockerfile')}`,
      'README.ja.md': '# App\n',
      Dockerfile: 'FROM a\n',
      'src/a.js': '1',
      'docs/d.png': new Uint8Array([1]),
    });
    expect(lab?.title).toBe('App');
    expect(lab?.files.map(({ path }) => path)).toEqual(['Dockerfile', 'docs/d.png', 'src/a.js']);
    expect(lab?.steps[0]?.blocks).toMatchObject([{ path: 'Dockerfile', edit: { type: 'append' } }]);
  });

  test('leaves files/ alone, and lab.md before it', () => {
    expect(parse({ 'readme.md': '# A\n\na\n', 'files/a': '1', b: '2' }).lab?.files).toMatchObject([
      { path: 'a' },
    ]);
    expect(parse({ 'README.md': '# A\n', 'lab.md': '# B\n\n## S\n' }).lab?.title).toBe('B');
  });
});
