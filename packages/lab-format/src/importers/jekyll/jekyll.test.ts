import { describe, expect, test } from 'vitest';
import { importOnly } from '../imported.fixture.ts';

const MATTER =
  '---\nlayout: post\ntitle: "Boats: a start"\nauthor: "@ada"\ncategories: beginner\nterms: 2\n---\n';
const post = (text: string, matter = MATTER) =>
  importOnly({ '_posts/2020-01-02-boats.markdown': matter + text });

test('front matter: title, level and terminals are settings, the rest is named', () => {
  const { lab, losses, imported } = post('## Go\n\nText\n');
  expect(imported).toMatchObject({ slug: 'boats', format: 'pwd' });
  expect(lab).toMatchObject({
    title: 'Boats: a start',
    level: 'beginner',
    terminals: ['T1', 'T2'],
  });
  expect(losses).toEqual([
    '_posts/2020-01-02-boats.markdown:4 dropped front-matter',
    '_posts/2020-01-02-boats.markdown:6 changed host',
  ]);
});

describe('fences with a terminal', () => {
  test.each([
    [
      '```.term1\ndocker ps\ndocker images\n```',
      { code: 'docker ps\ndocker images', terminal: 'T1' },
    ],
    ['``` .term1\ndocker ps\n```', { code: 'docker ps' }],
    ['````.term1\ndocker ps\n````', { code: 'docker ps' }],
    ['~~~.term1\ndocker ps\n~~~', { code: 'docker ps' }],
    ['```\ndocker ps\n```\n{:.term1}', { code: 'docker ps' }],
    ['1. So\n\n    ```.term1\n    docker ps\n    ```', { code: 'docker ps' }],
    [
      '```.term1\ndocker inspect -f "{{ "{{ json .Mounts "}}}}" c1\n```',
      { code: 'docker inspect -f "{{ json .Mounts }}" c1' },
    ],
    [
      '```.term1\n{% raw %}docker inspect -f {{ .Id }} c1{% endraw %}\n```',
      { code: 'docker inspect -f {{ .Id }} c1' },
    ],
  ])('%s', (text, block) => {
    expect(post(`## Go\n\n${text}\n\nOn.\n`).blocks).toMatchObject([
      { type: 'run', runnable: true, ...block },
    ]);
  });

  test('another terminal was another node', () => {
    const { blocks, losses } = post('## Go\n\n```.term2\nhostname\n```\n', '');
    expect(blocks).toMatchObject([{ code: 'hostname', terminal: 'T2' }]);
    expect(losses).toEqual(['_posts/2020-01-02-boats.markdown:3 changed host']);
  });
});

test('links to ports open previews', () => {
  const { text, losses } = post(
    '## Go\n\nSee [it](/){:data-term=".term1"}{:data-port="8080"}.\n\n[Open](/a){:data-term=".term1"}{:data-port="80"}\n\n[web](https://example.org){:target="_blank"}\n',
    '---\ntitle: B\n---\n',
  );
  expect(text('README.md')).toContain(
    'See :tabLink[it]{port=8080}.\n\n::port[Open]{port=80 path="/a"}\n\n[web](https://example.org)\n',
  );
  expect(losses).toEqual(['_posts/2020-01-02-boats.markdown:10 dropped attributes']);
});

test('quizzes are questions; a table of contents is left out', () => {
  const { blocks, text } = post(
    '* TOC\n{:toc}\n\n## Go\n\nText\n\n{:.quiz}\nWhich?\n- ( ) a\n- (x) b\n\n{:.quiz}\nWhich ones?\n- [x] `a`\n- [X] b\n',
  );
  expect(blocks).toMatchObject([
    { type: 'quiz', answer: { type: 'single', choices: [{ right: false }, { right: true }] } },
    { type: 'quiz', answer: { type: 'multiple' } },
  ]);
  expect(text('README.md')).not.toContain('TOC');
});

test('templates are left out and named, those of Docker are text', () => {
  const { text, losses } = post(
    '## {{ page.title }} {#go}\n\n{% include x.html %}[a]({{ site.baseurl }}/b) `{{ .Names }}` {% comment %}no\nno{% endcomment %}yes\n\n{% highlight sh %}\nls\n{% endhighlight %}\n',
    '---\ntitle: B\n---\n',
  );
  expect(text('README.md')).toContain('## B\n\na `{{ .Names }}` \nyes\n\n```sh\nls\n```');
  expect(losses.map((loss) => loss.split(' ').slice(1).join(' '))).toEqual([
    'dropped liquid',
    'dropped liquid',
    'changed link',
  ]);
});
