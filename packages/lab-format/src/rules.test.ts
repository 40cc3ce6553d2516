import { expect, test } from 'vitest';
import { RULES } from './rules.ts';

/** After a change of the rules: `npx vitest run --project unit packages/lab-format/src/rules.test.ts -u`. */
test('docs/lint-rules.md has every rule', async () => {
  await expect(document()).toMatchFileSnapshot('../../../docs/lint-rules.md');
});

test('rules stand in the order of the alphabet, with whole sentences', () => {
  const names = Object.keys(RULES);
  expect(names).toEqual(names.toSorted());
  for (const { finds, mend } of Object.values(RULES)) {
    expect(finds).toMatch(/^[A-Z`].*\.$/s);
    expect(mend).toMatch(/^[A-Z`].*\.$/s);
  }
});

function document(): string {
  const sections = Object.entries(RULES).map(
    ([name, { finds, mend }]) => `## ${name}\n\n${finds}\n\n**To mend it:** ${mend}\n`,
  );
  return `${HEAD}\n${sections.join('\n')}`;
}

const HEAD = `# Rules of lint

<!-- Made of packages/lab-format/src/rules.ts, by its test. -->

Each line of \`drydock lint\` names the rule that found it. An error keeps the lab from being offered; a warning
does not.
`;
