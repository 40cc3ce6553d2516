import type { Lab, LabSummary, PublicLab } from './schema.ts';

/** What a learner's page may see of a lab: no check scripts and no solutions. */
export function toPublicLab(lab: Lab): PublicLab {
  const { checks: _checks, solutions: _solutions, translations: _translations, ...open } = lab;
  const { files: _files, sandbox: _sandbox, ...seen } = open;
  return seen;
}

/** What a list of labs shows. */
export function summarize(lab: Lab): LabSummary {
  const { slug, title, description, level, duration, tags, languages, steps } = lab;
  return { slug, title, description, level, duration, tags, languages, steps: steps.length };
}
