import { expect, test } from 'vitest';
import { createReport, startOf } from './report.ts';

const finding = { rule: 'lab', message: 'message' } as const;

test('diagnostics come in the order of file, line and column, not of discovery', () => {
  const report = createReport();
  report.warning({ file: 'b.md', line: 1, column: 1 }, finding);
  report.error({ file: 'a.md', line: 10, column: 2 }, finding);
  report.error({ file: 'a.md', line: 9, column: 5 }, finding);
  report.error({ file: 'a.md', line: 9, column: 3 }, finding);
  const order = report.diagnostics().map((d) => `${d.file}:${d.line}:${d.column}`);
  expect(order).toEqual(['a.md:9:3', 'a.md:9:5', 'a.md:10:2', 'b.md:1:1']);
});

test('warnings are no errors, and a finding without a fix has no such key', () => {
  const report = createReport();
  report.warning(startOf('lab.md'), finding);
  expect(report.hasErrors()).toBe(false);
  expect(Object.keys(report.diagnostics()[0] ?? {})).not.toContain('fix');
  report.error(startOf('lab.md'), { ...finding, fix: 'mend it' });
  expect(report.hasErrors()).toBe(true);
});

test('a flood of findings is cut, and its errors are still errors', () => {
  const report = createReport();
  for (let line = 1; line <= 1000; line += 1) {
    report.warning({ file: 'lab.md', line, column: 1 }, finding);
  }
  report.error(startOf('lab.md'), finding);
  expect(report.diagnostics()).toHaveLength(200);
  expect(report.hasErrors()).toBe(true);
});
