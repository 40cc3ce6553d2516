import type { Root } from 'hast';
import { describe, expect, test } from 'vitest';
import { elements, labOf, places, textIn } from './lab.fixture.ts';

const bodyOf = (text: string): Root =>
  labOf(`## S\n\n${text}\n`).steps[0]?.body ?? { type: 'root', children: [] };

describe(':fileLink', () => {
  test('opens a file of the workspace, in a line or on a line of its own', () => {
    const body = bodyOf(
      'Open :fileLink[`app.py`]{path=src/app.py}.\n\n::fileLink[it]{path="./a b"}',
    );
    const links = elements(body, 'drydock-open');
    expect(links.map(({ properties }) => properties)).toEqual([
      { path: 'src/app.py' },
      { path: 'a b' },
    ]);
    expect(elements(body, 'code')).toHaveLength(1);
    expect(textIn(body).trim()).toBe('Open app.py.\nit');
  });

  test('without a text shows the path', () => {
    expect(textIn(bodyOf('See :fileLink{path=a.py}.'))).toBe('See a.py.');
  });

  test.each(['{}', '{path=../a}', '{path=/etc/passwd}', '{path="a\\\\b"}', '{paht=a}'])(
    '%s is an error',
    (attributes) => {
      expect(places(`## S\n\nSee :fileLink[x]${attributes}\n`)).toContain(
        'lab.md:3:5 error directive',
      );
    },
  );
});

describe(':tabLink', () => {
  test.each([
    ['terminal=T2', 'T2'],
    ['port=8080', ':8080'],
    ['href="https://docs.docker.com/x"', 'https://docs.docker.com/x'],
    ['href=http://localhost:3000', ':3000'],
    ['port=8080 path="/health?a=b"', ':8080/health?a=b'],
    ['href="http://localhost:3000/health"', ':3000/health'],
    ['href="http://localhost:3000/" title="Site" id=site', ':3000'],
  ])('{%s}', (attributes, tab) => {
    const body = bodyOf(`See :tabLink[x]{${attributes}} there`);
    expect(elements(body, 'drydock-show').map(({ properties }) => properties)).toEqual([{ tab }]);
  });

  test.each([
    'terminal=x',
    'port=0',
    'port=99999',
    'href="javascript:alert(1)"',
    'href="data:text/html,x"',
    'href="//evil.example"',
    'href="https://"',
    'terminal=T1 port=80',
    'port=80 path="//evil.example"',
    'href="http://localhost:80//evil.example"',
    '',
  ])('{%s} is an error', (attributes) => {
    expect(places(`## S\n\nSee :tabLink[x]{${attributes}}\n`)).toEqual([
      'lab.md:3:5 error directive',
    ]);
  });
});

test('what is not one of these stays text', () => {
  for (const text of ['10:30', 'a:fileLinks[x]', ':tab[x]', ':b', 'x:file', 'see :name[x]{y=1}']) {
    expect(textIn(bodyOf(text))).toBe(text);
  }
  expect(places('## S\n\nSee :fileLink and more\n')).toEqual([]);
});
