export { highlightLab } from './highlight/highlight-lab.ts';
export { limits } from './limits.ts';
export { type ParsedLab, parseLab, parseReadme, type Readme } from './parse/parse-lab.ts';
export { summarize, toPublicLab } from './public-lab.ts';
export { RULES, type Rule, type RuleName } from './rules.ts';
export * from './schema.ts';
export type { LabSource } from './source.ts';
