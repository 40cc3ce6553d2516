import { type Condition, conditionSchema } from '../condition.ts';
import { limits } from '../limits.ts';
import type { Report } from '../report.ts';
import type { LabSource } from '../source.ts';
import { readYaml } from './front-matter.ts';
import { readText } from './source-text.ts';

/** What `checks/<name>.yaml` ask for, by name. Mistakes are errors at their places. */
export function readConditions({ files }: LabSource, report: Report): Map<string, Condition> {
  const conditions = new Map<string, Condition>();
  for (const [file, bytes] of files) {
    const name = NAME.exec(file)?.[1];
    if (name === undefined) continue;
    const yaml = readText({ file, bytes, limit: limits.yamlBytes, report });
    if (yaml === null) continue;
    const read = readYaml({
      file,
      yaml,
      firstLine: 1,
      schema: conditionSchema,
      report,
      rule: 'condition',
    });
    // A broken one is there all the same: the step that uses it has no mistake of its own.
    conditions.set(name, read?.value ?? {});
  }
  return conditions;
}

export function isCondition(file: string): boolean {
  return NAME.test(file);
}

const NAME = /^checks\/([^/]+)\.yaml$/;
