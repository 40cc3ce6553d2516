import type { Lab, LabSummary, PublicLab } from './schema.ts';

/** What a learner's page may see of a lab: no check scripts and no solutions. */
export function toPublicLab(lab: Lab): PublicLab {
  const { slug, title, description, level, duration, images, ports, terminals, steps } = lab;
  return { slug, title, description, level, duration, images, ports, terminals, steps };
}

/** What a list of labs shows. */
export function summarize(lab: Lab): LabSummary {
  const { slug, title, description, level, duration, steps } = lab;
  return { slug, title, description, level, duration, steps: steps.length };
}
