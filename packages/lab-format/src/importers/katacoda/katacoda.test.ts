import { describe, expect, test } from 'vitest';
import { importOnly, scenario, sourceOf } from '../imported.fixture.ts';
import { importLabs } from '../index.ts';

const index = (value: unknown, more: Record<string, string> = {}) => ({
  'boat/index.json': JSON.stringify(value, null, 1),
  ...more,
});

test('intro, steps and finish become steps; settings are carried over, the rest is named', () => {
  const { lab, losses, imported } = importOnly(
    index(
      {
        title: 'Boats',
        description: 'On the water',
        difficulty: 'Easy',
        time: '10-15 minutes',
        icon: 'fa-ship',
        details: {
          intro: { text: 'intro.md' },
          steps: [{ title: 'Sail', text: 'sail.md' }, { text: 'row.md' }],
          finish: { text: 'end.md' },
        },
        environment: {
          uilayout: 'terminal',
          dashboards: [
            { name: 'Sea', port: 8080 },
            { name: 'x', href: 'https://example.org' },
          ],
        },
        backend: { imageid: 'ubuntu' },
      },
      {
        'boat/intro.md': 'Welcome.',
        'boat/sail.md': 'Hoist.',
        'boat/row.md': '<br>\n\n### Row `hard`\n\nPull.',
        'boat/end.md': '## Land ho\n\nDone.',
        'boat/notes/x.md': 'unused',
      },
    ),
  );
  expect(imported).toMatchObject({ slug: 'boat', format: 'katacoda', origin: 'boat/index.json' });
  expect(lab).toMatchObject({
    title: 'Boats',
    description: 'On the water',
    level: 'beginner',
    duration: 15,
    ports: [8080],
  });
  expect(lab.steps.map(({ title }) => title)).toEqual(['Boats', 'Sail', 'Row hard', 'Land ho']);
  expect(losses).toEqual([
    'boat/index.json:6 dropped setting',
    'boat/index.json:25 dropped setting',
    'boat/index.json:31 dropped setting',
    'boat/index.json:37 dropped setting',
    'boat/notes/x.md:1 dropped unused-file',
  ]);
});

test('a setting may be called like what every object has', () => {
  const { imported } = importOnly({
    'index.json': '{"constructor": 1, "__proto__": 2, "details": {"steps": [{"text": "a.md"}]}}',
    'a.md': 'x',
  });
  expect(imported.losses.map(({ message }) => message)).toEqual([
    '"constructor" is left out: a lab has no such setting.',
    '"__proto__" is left out: a lab has no such setting.',
  ]);
});

test('only an intro is a lab of one step', () => {
  const { lab } = importOnly(
    index({ title: 'T', details: { intro: { text: 'i.md' } } }, { 'boat/i.md': 'Hi.' }),
  );
  expect(lab.steps).toHaveLength(1);
});

test('checks pass by their exit code; hints and answers are folded', () => {
  const { blocks, lab, text } = importOnly(
    index(
      {
        details: {
          steps: [{ title: 'Sail', text: 's.md', verify: 'v.sh', hint: 'h.md', answer: 'a.md' }],
        },
      },
      {
        'boat/s.md': 'Go.',
        'boat/v.sh': '#!/bin/bash\ntest -e /tmp/x',
        'boat/h.md': 'Think.',
        'boat/a.md': '`touch /tmp/x`{{execute}}',
      },
    ),
  );
  expect(blocks).toMatchObject([
    { type: 'run', code: 'touch /tmp/x' },
    { type: 'check', name: 'step1' },
  ]);
  expect(lab.checks.get('step1')).toMatchObject({ source: '#!/bin/bash\ntest -e /tmp/x' });
  expect(text('01-sail.md')).toMatch(/:::hint\n\nThink\.\n\n:::\n\n:::solution\n/);
});

test('a step with a script and no folder of it stays, without its check', () => {
  const { lab, losses } = importOnly(
    index({
      details: {
        steps: [{ title: 'Sail', text: 'gone.md', verify: 'gone.sh', background: 'gone2.sh' }],
      },
    }),
  );
  expect(lab.steps.map(({ title }) => title)).toEqual(['Sail']);
  expect(losses.map((loss) => loss.split(' ')[2])).toEqual([
    'missing-file',
    'missing-file',
    'missing-file',
  ]);
});

test('scripts that ran by themselves are the first block of their step', () => {
  const { blocks, lab, losses } = importOnly(
    index(
      { details: { steps: [{ title: 'A', text: 's.md', background: 'b.sh', code: 'f.sh' }] } },
      {
        'boat/s.md': '`ls`{{execute}}',
        'boat/b.sh': 'touch /tmp/[[HOST_IP]]',
        'boat/f.sh': 'echo ready',
      },
    ),
  );
  expect(blocks[0]).toMatchObject({
    code: 'bash /workspace/.setup/step1-background.sh > /tmp/step1-background.log 2>&1\nbash /workspace/.setup/step1-foreground.sh',
  });
  const script = lab.files.find(({ path }) => path === '.setup/step1-background.sh');
  expect(new TextDecoder().decode(script?.content)).toBe('touch /tmp/172.17.0.1');
  expect(script?.executable).toBe(true);
  expect(losses).toContain('boat/b.sh:1 changed placeholder');
});

test('a check for another interpreter is a loss', () => {
  const files = { 'boat/s.md': 'x', 'boat/v.py': '#!/usr/bin/env python3\nexit(0)' };
  const { blocks, losses } = importOnly(
    index({ details: { steps: [{ text: 's.md', verify: 'v.py' }] } }, files),
  );
  expect(blocks).toEqual([]);
  expect(losses).toEqual(['boat/v.py:1 dropped script']);
});

describe('assets', () => {
  const withAssets = (assets: unknown[], files: Record<string, string>) =>
    importOnly(
      index(
        { details: { steps: [{ text: 's.md' }], assets: { host01: assets } } },
        { 'boat/s.md': 'x', ...files },
      ),
    );

  test('those of the home are in the workspace, the others are placed by the first block', () => {
    const { lab, blocks } = withAssets(
      [
        { file: '*.yaml', target: '~/' },
        { file: 'run.sh', target: '/usr/local/bin/', chmod: '+x' },
        { file: 'deep/**/*.txt', target: '/data' },
      ],
      { 'boat/assets/a.yaml': 'a', 'boat/assets/run.sh': 'b', 'boat/assets/deep/x/y.txt': 'c' },
    );
    expect(lab.files.map(({ path, executable }) => [path, executable])).toEqual([
      ['.setup/assets.sh', true],
      ['.setup/assets/deep/x/y.txt', false],
      ['.setup/assets/run.sh', true],
      ['a.yaml', false],
    ]);
    const script = new TextDecoder().decode(lab.files[0]?.content);
    expect(script).toContain('link a.yaml /root/a.yaml');
    expect(script).toContain('place 755 .setup/assets/run.sh /usr/local/bin/run.sh');
    expect(script).toContain('place 644 .setup/assets/deep/x/y.txt /data/deep/x/y.txt');
    expect(blocks).toMatchObject([{ code: 'bash /workspace/.setup/assets.sh' }]);
  });

  test.each([
    [{ file: 'gone.sh', target: '/x' }, 'missing-file'],
    [{ file: '../../secret', target: '/x' }, 'missing-file'],
    [{ file: 'a', target: '/x/../../etc' }, 'asset'],
    [{ target: '/x' }, 'asset'],
  ])('%j is a loss at its line', (asset, rule) => {
    const { losses: all, lab } = withAssets([asset], { 'boat/assets/a': 'a' });
    const losses = all.filter((loss) => !loss.endsWith('unused-file'));
    expect(losses).toHaveLength(1);
    expect(losses[0]).toMatch(new RegExp(`^boat/index\\.json:\\d+ dropped ${rule}$`));
    expect(lab.files).toEqual([]);
  });
});

describe('addresses', () => {
  test.each([
    ['[Open]({{TRAFFIC_HOST1_8080}})', '::port[Open]{port=8080}'],
    ['[Open]({{TRAFFIC_HOST1_80}}/a/b)', '::port[Open]{port=80 path="/a/b"}'],
    ['See [it]({{TRAFFIC_HOST1_80}}) now.', 'See :tabLink[it]{port=80} now.'],
    [
      'https://[[HOST_SUBDOMAIN]]-3000-[[KATACODA_HOST]].environments.katacoda.com',
      '::port[port 3000]{port=3000}',
    ],
    ['Ports: [all]({{TRAFFIC_SELECTOR}})', 'Ports: all'],
    ['The address is [[HOST_IP]].', 'The address is $$HOST_IP$$.'],
  ])('%s', (text, native) => {
    expect(importOnly(scenario(`${text}\n`)).text('01-sail.md')).toContain(`\n${native}`);
  });

  test('in commands the machine is a variable, and a port is where the terminal finds it', () => {
    const { blocks, lab } = importOnly(
      scenario('`ping [[HOST_IP]]`{{execute}} `curl {{TRAFFIC_HOST1_80}}/x`{{exec}}\n'),
    );
    expect(lab.variables).toEqual({ HOST_IP: '172.17.0.1' });
    expect(blocks).toMatchObject([
      { code: 'ping [[HOST_IP]]', placeholders: [{ kind: 'variable', label: 'HOST_IP' }] },
      { code: 'curl http://localhost:80/x' },
    ]);
  });
});

test('an index that cannot be read is named, and the other labs are imported', () => {
  const labs = importLabs(
    sourceOf({
      'a/index.json': '{"details": {"steps": [',
      'b/index.json': '{"title": "B", "details": {"steps": [{"text": "s.md",},]},}',
      'b/s.md': 'x',
      'package/index.json': '{"name": "no lab"}',
    }),
  );
  expect(
    labs.map(({ slug, files, losses }) => [
      slug,
      files.size > 0,
      losses.map(({ rule, line }) => `${rule}:${line}`),
    ]),
  ).toEqual([
    ['a', false, ['syntax:1']],
    ['b', true, []],
  ]);
});

test('an index of YAML is read, too; steps may be names of files', () => {
  const { lab } = importOnly({
    'index.yaml': 'title: Y\ndetails:\n  steps:\n    - a.md\n',
    'a.md': '## One\n\nText',
  });
  expect(lab.steps.map(({ title }) => title)).toEqual(['One']);
});
