import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{passed: number, failed: number}} Count */

/**
 * Counts a Vitest JSON report. A report that is missing or holds no test counts as one failure:
 * a suite that did not run has not passed.
 * @param {string} file
 * @returns {Count}
 */
export function countVitest(file) {
  const report = read(file);
  if (report === null) return { passed: 0, failed: 1 };
  return orFailure({
    passed: report.numPassedTests,
    failed:
      report.numTotalTests -
      report.numPassedTests -
      report.numPendingTests +
      report.testResults.filter(
        (/** @type {{status: string, assertionResults: unknown[]}} */ suite) =>
          suite.status === 'failed' && suite.assertionResults.length === 0,
      ).length,
  });
}

/**
 * Counts a Playwright JSON report; a flaky test counts as failed.
 * @param {string} file
 * @returns {Count}
 */
export function countPlaywright(file) {
  const report = read(file);
  if (report === null) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return orFailure({ passed: expected, failed: unexpected + flaky + report.errors.length });
}

/** @param {Count} count */
function orFailure(count) {
  return count.passed + count.failed === 0 ? { passed: 0, failed: 1 } : count;
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
