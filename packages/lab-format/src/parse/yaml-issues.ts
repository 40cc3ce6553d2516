import type { z } from 'zod';
import { didYouMean } from '../suggest.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, in words; of several ways to write it, all of them. */
export function messageOf(issue: Issue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const ways = issue.errors.flat().map(messageOf);
  return ways.length === 0 ? issue.message : [...new Set(ways)].join(', or ');
}

/** What an author writes instead. `value` is what stands there. */
export function fixOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_value':
      return didYouMean(String(value), issue.values.map(String));
    case 'invalid_type':
      return `write ${KINDS[issue.expected] ?? 'something else'} here`;
    case 'too_big':
      return `write at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      return `write at least ${issue.minimum}${unitOf(issue.origin)}`;
    default:
      return 'see docs/authoring.md for what may stand here';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text, between quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list: [a, b]',
  object: 'names with values: { a: b }',
  record: 'names with values: { a: b }',
};

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}
