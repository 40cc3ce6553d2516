import { describe, expect, test } from 'vitest';
import { readFragment } from './file-fragments.ts';
import { createWorkspaceFiles, type WorkspaceFiles } from './workspace-files.ts';

const DOCKERFILE = 'FROM node:22\n\nCOPY . /app\n\nRUN npm install\n\nCMD ["npm", "start"]';

function use(
  before: string,
  text: string,
  { files = createWorkspaceFiles(), language = 'dockerfile', after = '' } = {},
) {
  const { path, edit } = readFragment({ text, language, before, after, files });
  return path === null ? null : [path, edit.type, ...('match' in edit ? [edit.match] : [])];
}

function written(): WorkspaceFiles {
  const files = createWorkspaceFiles();
  expect(use('Create a `Dockerfile` with the following content:', DOCKERFILE, { files })).toEqual([
    'Dockerfile',
    'write',
  ]);
  return files;
}

describe('the whole file is written', () => {
  test.each([
    ['Create a file named `Dockerfile` beside `package.json`:', 'Dockerfile'],
    // 004:588
    [
      'Open your editor, and edit the `Dockerfile` in the `web` directory. Add the following:',
      'web/Dockerfile',
    ],
    ['Erstellen Sie ein `Dockerfile` mit folgendem Inhalt:', 'Dockerfile'],
    ['Créez un fichier `Dockerfile` avec le contenu suivant :', 'Dockerfile'],
    ['Crea un archivo llamado `Dockerfile`:', 'Dockerfile'],
    ['次の内容で `Dockerfile` という名前のファイルを作成します。', 'Dockerfile'],
    ['创建 `Dockerfile` 文件，内容如下：', 'Dockerfile'],
    ['By now your Dockerfile should look like this:', 'Dockerfile'],
  ])('%s', (before, path) => {
    expect(use(before, DOCKERFILE)).toEqual([path, 'write']);
  });

  test('of any language that the text names', () => {
    expect(use('Create `src/app.py`:', 'print()', { language: 'python' })).toEqual([
      'src/app.py',
      'write',
    ]);
    expect(use('Save this as `compose.yaml`:', 'services:\n  a:', { language: 'yaml' })).toEqual([
      'compose.yaml',
      'write',
    ]);
  });
});

describe('nothing is to be done', () => {
  test.each([
    'Consider the Dockerfile that we created before:',
    'Here is a very basic example:',
    'We can use `FROM` at the start of a Dockerfile:',
    'We could copy this into the image:',
    "Let's look at the `COPY` line:",
    'Parameters are passed by simply adding a space between them:',
    'Taking the Dockerfile you have, it will look something like this:',
    '先ほど作成した Dockerfile を見ていきましょう。',
    '我们来看之前创建的 Dockerfile：',
    '',
  ])('%s', (before) => {
    expect(use(before, DOCKERFILE)).toBeNull();
    expect(use(before, 'CMD ["a"]')).toBeNull();
  });

  test('with a file that the text does not name', () => {
    expect(use('Create this:', 'x = 1', { language: 'python' })).toBeNull();
  });
});

describe('lines are added', () => {
  const FROM = ['Dockerfile', 'insert', 'FROM node:22'];
  test.each([
    ['Add a new line to our Dockerfile after the `FROM` directive:', '', FROM],
    ["Let's try this by adding:", 'to our Dockerfile, best after the `FROM` line.', FROM],
    ['Fügen Sie nach der `FROM`-Zeile Folgendes hinzu, ergänzen Sie also:', '', FROM],
    ['Ajoutez cette ligne après la ligne `FROM` :', '', FROM],
    ['Agrega esta línea después de `FROM`:', '', FROM],
    ['`FROM` 行の後に次の行を追加します。', '', FROM],
    ['在 `FROM` 之后添加：', '', FROM],
    [
      'Just before the last line (the `CMD` line), add this:',
      '',
      ['Dockerfile', 'insert', 'RUN npm install'],
    ],
    ['`CMD` の前に次の行を追加します。', '', ['Dockerfile', 'insert', 'RUN npm install']],
    ['Add this at the very top of the `Dockerfile`:', '', ['Dockerfile', 'prepend']],
    ['Add this to the `Dockerfile`:', '', ['Dockerfile', 'append']],
    ['Append at the end of the `Dockerfile`:', '', ['Dockerfile', 'append']],
  ])('%s', (before, after, expected) => {
    expect(use(before, 'EXPOSE 80', { files: written(), after })).toEqual(expected);
  });

  test('below what was added before', () => {
    const files = createWorkspaceFiles();
    const js = { files, language: 'js' };
    expect(use('Change `app.js` and add a line at the very top:', '// one', js)).toEqual([
      'app.js',
      'prepend',
    ]);
    expect(use('Add another to `app.js`, just below the other:', '// two', js)).toEqual([
      'app.js',
      'insert',
      '// one',
    ]);
    expect(use('Now remove both lines from `app.js`:', '// one\n// two', js)).toEqual([
      'app.js',
      'remove',
    ]);
  });

  test('not where the place cannot be told', () => {
    expect(use('Add it before the `CMD` line, in some file:', 'EXPOSE 80')).toBeNull();
  });
});

describe('lines take the place of others', () => {
  test.each([
    ['Change:', 'to:'],
    ['Change the Dockerfile so that this:', 'becomes:'],
    ['Replace these lines in the Dockerfile:', 'with:'],
    ['Ersetzen Sie:', 'durch:'],
    ['Remplacez :', 'par :'],
    ['Cambia:', 'por:'],
    ['次の行を変更します。', '次のように変更します。'],
    ['将这一行：', '改为：'],
  ])('%s ... %s', (before, between) => {
    const files = written();
    expect(use(before, 'RUN npm install', { files, after: between })).toBeNull();
    expect(use(between, 'RUN npm ci', { files })).toEqual([
      'Dockerfile',
      'replace',
      'RUN npm install',
    ]);
  });

  test('a line is named by its instruction', () => {
    const files = written();
    expect(use('Change the last `CMD` line to:', 'CMD ["node", "."]', { files })).toEqual([
      'Dockerfile',
      'replace',
      'CMD ["npm", "start"]',
    ]);
    expect(files.contentOf('Dockerfile')).toContain('CMD ["node", "."]');
  });
});

test('paths follow `cd` and stay where the file was', () => {
  const files = createWorkspaceFiles();
  files.follow('cd $COURSE/shop && ls');
  expect(files.pathOf('Dockerfile')).toBe('shop/Dockerfile');
  files.follow('cd api');
  expect(files.pathOf('a.js')).toBe('shop/api/a.js');
  files.change('shop/Dockerfile', { type: 'write' }, 'FROM a');
  files.follow('cd /tmp');
  expect(files.pathOf('Dockerfile')).toBe('shop/Dockerfile');
  expect(files.pathOf('b.js')).toBe('b.js');
});

test.each(['`../a.py`', '`/etc/a.py`', '`a/../b.py`'])('%s is no path of the workspace', (name) => {
  expect(use(`Create ${name}:`, 'x', { language: 'python' })).toBeNull();
});
