import { describe, expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { type ForeignFiles, readAgain, scenario, sourceOf } from './imported.fixture.ts';
import { importLabs } from './index.ts';

// Pages that are slow to read for some way of reading: more than the check has time for.

describe('hostile input', () => {
  const inTime = (files: ForeignFiles, milliseconds = 3000) => {
    const before = cpuTime();
    const labs = importLabs(sourceOf(files));
    expect(before()).toBeLessThan(milliseconds);
    return labs;
  };

  test.each([
    ['open fences', '```\n'.repeat(40_000)],
    ['marks', '`a`{{execute}}'.repeat(10_000)],
    ['braces', '{{'.repeat(100_000)],
    ['tags', '<a b="'.repeat(30_000)],
    ['details', '<details>\n\n'.repeat(2_000)],
    ['pre', '<pre>\n'.repeat(50_000)],
    ['blanks in a tag', `<a${' '.repeat(200_000)}`],
    ['questions', '>>a<<\n'.repeat(20_000)],
    ['brackets', '['.repeat(100_000)],
    ['addresses', '[[HOST_IP]]'.repeat(20_000)],
    ['questions without an answer', '{:.quiz}\n'.repeat(20_000)],
    ['tables of contents', '{:toc}\n'.repeat(20_000)],
  ])(
    'a page of %s is read, or refused, in time',
    (_, page) => {
      inTime(scenario(page));
      inTime({ '_posts/a.md': `---\ntitle: a\n---\n${page}` });
      inTime({ 'labspace.yaml': 'sections:\n  - title: b\n    contentPath: c.md\n', 'c.md': page });
      inTime({ 'README.md': `!!! note\n\n${page}` });
    },
    15_000,
  );

  test.each([
    ['deep', `{"details": {"steps": ${'['.repeat(50_000)}`],
    ['aliases', `details: &a { steps: [x] }\nb: [${'*a,'.repeat(5000)}]`],
    ['long', `{"details": {"steps": ["${'x'.repeat(400_000)}"]}}`],
  ])('an index that is too %s is a loss', (_, index) => {
    const [lab] = inTime({ 'index.json': index });
    expect(lab?.files.size).toBe(0);
    expect(lab?.losses.length).toBeGreaterThan(0);
  });

  test('a target with a name that no disk takes is none of the workspace', () => {
    const assets = [{ file: 'sail.txt', target: `~/${'帆'.repeat(100)}` }];
    const index = { details: { steps: [{ text: 'sail.md' }], assets: { host01: assets } } };
    const [lab] = inTime({
      'index.json': JSON.stringify(index),
      'sail.md': 'x',
      'assets/sail.txt': 'x',
    });
    const names = [...(lab?.files.keys() ?? [])].flatMap((path) => path.split('/'));
    expect(names.filter((name) => name.startsWith('帆'))).toEqual([]);
  });

  test('a file where another one has its folder is a loss: no disk holds both', () => {
    const assets = [
      { file: 'sail.txt', target: '~/boat' },
      { file: 'mast.txt', target: '~/boat/sail.txt' },
      { file: 'boat', target: '~/' },
    ];
    const index = { details: { steps: [{ text: 'sail.md' }], assets: { host01: assets } } };
    const [lab] = inTime({
      'index.json': JSON.stringify(index),
      'sail.md': 'x',
      'assets/sail.txt': 'x',
      'assets/mast.txt': 'x',
      'assets/boat': 'x',
    });
    const placed = [...(lab?.files.keys() ?? [])].filter((path) => /^files\/boat/.test(path));
    expect(placed).toEqual(['files/boat/sail.txt']);
    expect(lab?.losses.filter(({ rule }) => rule === 'asset')).toHaveLength(2);
  });

  test('more files, bytes and steps than a lab may have are losses; the rest is a lab', () => {
    const assets = Object.fromEntries(
      Array.from({ length: 700 }, (_, at) => [`assets/${at}.txt`, 'x']),
    );
    const steps = Array.from({ length: 120 }, () => ({ title: 'S', text: 'sail.md' }));
    const index = JSON.stringify({
      details: {
        steps,
        assets: {
          host01: [
            { file: '**', target: '~/' },
            { file: 'big', target: '~/' },
          ],
        },
      },
    });
    const [lab] = inTime(
      { 'index.json': index, 'sail.md': 'x', 'assets/big': new Uint8Array(6 * 2 ** 20), ...assets },
      10_000,
    );
    expect(lab && readAgain(lab).lab?.steps).toHaveLength(100);
    expect(new Set(lab?.losses.map(({ rule }) => rule))).toEqual(new Set(['too-large', 'steps']));
  });
});
