import { RULES } from '@drydock/lab-format/lint';
import type { Diagnostic } from '@drydock/lab-format/schema';
import { expect, test } from 'vitest';
import { toSarif } from './lint-sarif.ts';

const found: Diagnostic = {
  ...{ file: 'labs/my lab/lab.md', line: 3, column: 7, severity: 'error' },
  ...{ rule: 'directive', message: 'There is no such thing.', fix: 'did you mean "check"?' },
};

function runOf(...diagnostics: Diagnostic[]) {
  const lab = { path: 'labs/my lab', slug: 'my lab', images: [], diagnostics };
  const log = JSON.parse(toSarif({ labs: [lab], errors: 0, warnings: 0 }));
  expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
  return log.runs[0];
}

test('a diagnostic is a result with its rule, level and place', () => {
  const { results, tool } = runOf(found);
  expect(results).toEqual([
    {
      ruleId: 'directive',
      ruleIndex: Object.keys(RULES).indexOf('directive'),
      level: 'error',
      message: { text: 'There is no such thing. To mend it: did you mean "check"?' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'labs/my%20lab/lab.md', uriBaseId: 'ROOT' },
            region: { startLine: 3, startColumn: 7 },
          },
        },
      ],
    },
  ]);
  expect(tool.driver.rules[results[0].ruleIndex].id).toBe('directive');
});

test('every rule is listed once, with what it finds', () => {
  const { rules } = runOf().tool.driver;
  expect(rules.map(({ id }: { id: string }) => id)).toEqual(Object.keys(RULES));
  expect(rules[0].shortDescription.text).toBe(Object.values(RULES)[0]?.finds);
});

test('a file elsewhere has a whole address, and no base', () => {
  for (const file of ['../elsewhere/lab.md', '/elsewhere/lab.md']) {
    const { artifactLocation } = runOf({ ...found, file }).results[0].locations[0].physicalLocation;
    expect(artifactLocation).toEqual({
      uri: expect.stringMatching(/^file:\/\/\/.*elsewhere\/lab\.md$/),
    });
  }
});

test('a warning without a fix says only what is wrong', () => {
  const { fix: _, ...bare } = found;
  expect(runOf({ ...bare, severity: 'warning' }).results[0]).toMatchObject({
    level: 'warning',
    message: { text: 'There is no such thing.' },
  });
});
