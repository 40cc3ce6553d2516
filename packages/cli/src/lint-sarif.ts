import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RULES } from '@drydock/lab-format/lint';
import type { Diagnostic } from '@drydock/lab-format/schema';
import type { ArtifactLocation, Log, Result } from 'sarif';
import type { LintResult } from './lint-labs.ts';

const RULE_NAMES = Object.keys(RULES);

/** SARIF 2.1.0, as code hosts and editors read it. Files are relative to the working directory. */
export function toSarif({ labs }: LintResult): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'drydock lint',
            rules: Object.entries(RULES).map(([id, { finds, mend }]) => ({
              id,
              shortDescription: { text: finds },
              help: { text: mend },
            })),
          },
        },
        // As JavaScript counts, and so the parser.
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The working directory of lint.' } } },
        results: labs.flatMap(({ diagnostics }) => diagnostics.map(toResult)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function toResult({ file, line, column, severity, rule, message, fix }: Diagnostic): Result {
  return {
    ruleId: rule,
    ruleIndex: RULE_NAMES.indexOf(rule),
    level: severity,
    message: { text: fix === undefined ? message : `${message} To mend it: ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: locationOf(file),
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}

/** What lies outside of the working directory has no relative name that every reader takes. */
function locationOf(file: string): ArtifactLocation {
  if (isAbsolute(file) || file.split(sep)[0] === '..') return { uri: pathToFileURL(file).href };
  const uri = file.split(sep).map(encodeURIComponent).join('/');
  return { uri, uriBaseId: 'ROOT' };
}
