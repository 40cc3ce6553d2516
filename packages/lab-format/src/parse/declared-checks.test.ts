import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { labOf, parse, places } from './lab.fixture.ts';

const withCheck = (yaml: string) => ({
  'lab.md': '## S\n\n::check[Built]{name=built continuous}\n',
  'checks/built.yaml': yaml,
});

test('checks/<name>.yaml is what its step asks for', () => {
  const lab = labOf(withCheck('image: flask-app\nfile:\n  path: app.py\n  contains: flask\n'));
  expect(lab.checks.get('built')).toEqual({
    type: 'declared',
    name: 'built',
    condition: expect.objectContaining({
      image: expect.objectContaining({ name: 'flask-app' }),
      file: expect.objectContaining({ path: 'app.py', contains: ['flask'] }),
    }),
  });
  expect(lab.steps[0]?.blocks).toMatchObject([{ type: 'check', name: 'built', continuous: true }]);
});

describe('mistakes are found at their places', () => {
  test.each([
    ['YAML that is none', 'image: [', '1:9'],
    ['the same key twice', 'image: a\nimage: b', '2:1'],
    ['an unknown key', 'imgae: a', '1:1'],
    ['an unknown key deep inside', 'all:\n  - image: a\n  - container:\n      nmae: b', '4:7'],
    ['a value of the wrong kind', 'port:\n  port: web', '2:9'],
    ['a short form of the wrong kind', 'port: 99999', '1:7'],
    ['a regular expression that is none', 'file:\n  path: a\n  contains: /(/', '3:13'],
    ['nothing at all', '', '1:1'],
    ['a list of nothing', '[]', '1:1'],
    ['an alias', 'any: [&a {image: a}, *a]', '1:1'],
  ])('%s', (_name, yaml, place) => {
    expect(places(withCheck(yaml))[0]).toBe(`checks/built.yaml:${place} error condition`);
  });

  test('an unknown key comes with the right one of its place', () => {
    const fixes = (yaml: string) => parse(withCheck(yaml)).diagnostics[0]?.fix;
    expect(fixes('imgae: a')).toBe('did you mean "image"?');
    expect(fixes('any: [{not: {container: {publises: 80}}}]')).toBe('did you mean "publishes"?');
  });
});

test('a check that is a script as well is an error; one that no step uses is a warning', () => {
  expect(places({ ...withCheck('image: a'), 'checks/built.sh': '' })).toEqual([
    'checks/built.yaml:1:1 error check',
  ]);
  expect(places({ ...withCheck('image: a'), 'checks/other.yaml': 'image: a' })).toEqual([
    'checks/other.yaml:1:1 warning check',
  ]);
  expect(places({ ...withCheck('image: a'), 'checks/other.yml': 'image: a' })).toEqual([
    'checks/other.yml:1:1 warning script',
  ]);
});

test('any YAML is read or refused in time', () => {
  const piece = fc.constantFrom(
    ...['all:', 'any:', 'not:', '- ', '\n', '  ', ' ', '[', ']', '{', '}', 'image: a', 'file:'],
    ...['contains: /a+/', '&a', '*a', '!!js', '"', "'", '|', '? ', ': ', '\t', '0', '~'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { lab, diagnostics } = parse(withCheck(pieces.join('')));
      expect(lab === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
    }),
  );
  const started = cpuTime();
  for (const deep of [
    'not: '.repeat(3000),
    '['.repeat(16_000),
    '- '.repeat(8000),
    '{not: '.repeat(190),
  ]) {
    expect(parse(withCheck(deep)).lab).toBeNull();
  }
  expect(started()).toBeLessThan(3000);
});

test('a check may pass before its step where its author says so', () => {
  const lab = labOf({
    'lab.md': '## S\n\n::check[Still there]{name=kept may-pass-before}\n',
    'checks/kept.sh': 'test -e kept',
  });
  expect(lab.steps[0]?.blocks).toMatchObject([{ name: 'kept', mayPassBefore: true }]);
  const withValue = '## S\n\n::check[Still there]{name=kept may-pass-before=no}\n';
  expect(places({ 'lab.md': withValue, 'checks/kept.sh': 'true' })).toEqual([
    'lab.md:3:1 error check',
  ]);
});
