import type { Lab, LabCheck, LabFile, LabSandbox } from '@drydock/lab-format/schema';

export interface LabParts {
  readonly slug?: string;
  /** Check scripts by name. */
  readonly checks?: Readonly<Record<string, string>>;
  /** Those of them that run by themselves. */
  readonly continuous?: readonly string[];
  readonly files?: readonly LabFile[];
  readonly sandbox?: LabSandbox;
}

/** A lab for tests, with one empty step. */
export function testLab({
  slug = 'lab',
  checks = {},
  continuous = [],
  files = [],
  sandbox = {},
}: LabParts = {}): Lab {
  const scripts = Object.entries(checks).map(([name, source]): [string, LabCheck] => [
    name,
    { type: 'script', name, source },
  ]);
  const blocks = continuous.map((name) => ({
    ...{ type: 'check' as const, id: `block-${name}`, name, label: name },
    continuous: true,
  }));
  return {
    slug,
    title: `Lab ${slug}`,
    description: 'A lab for tests',
    language: 'en',
    languages: ['en'],
    images: [],
    ports: [],
    terminals: ['T1'],
    variables: {},
    steps: [{ id: 'one', title: 'One', body: { type: 'root', children: [] }, blocks }],
    translations: new Map(),
    sandbox,
    checks: new Map(scripts),
    solutions: new Map([['one', { name: 'one', source: 'true' }]]),
    files,
  };
}
