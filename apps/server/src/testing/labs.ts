import type { Lab, LabFile, LabScript } from '@drydock/lab-format/schema';

export interface LabParts {
  readonly slug?: string;
  /** Check scripts by name. */
  readonly checks?: Readonly<Record<string, string>>;
  readonly files?: readonly LabFile[];
}

/** A lab for tests, with one empty step. */
export function testLab({ slug = 'lab', checks = {}, files = [] }: LabParts = {}): Lab {
  const scripts = Object.entries(checks).map(([name, source]): [string, LabScript] => [
    name,
    { name, source },
  ]);
  return {
    slug,
    title: `Lab ${slug}`,
    description: 'A lab for tests',
    images: [],
    ports: [],
    terminals: ['T1'],
    steps: [{ id: 'one', title: 'One', body: { type: 'root', children: [] }, blocks: [] }],
    checks: new Map(scripts),
    solutions: new Map([['one', { name: 'one', source: 'true' }]]),
    files,
  };
}
