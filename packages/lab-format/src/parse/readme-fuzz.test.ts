import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ParsedLab, parseLab, parseReadme } from './parse-lab.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const asReadme = (text: string): ParsedLab =>
  parseReadme({ slug: 'a', file: 'a.md', bytes: bytesOf(text) });
const asLab = (text: string): ParsedLab =>
  parseLab({ slug: 'a', files: new Map([['lab.md', bytesOf(text)]]) });

/** Pieces of Markdown, shell and directives that meet in all orders. */
const line = fc.constantFrom(
  ...[
    '# A',
    '## Step 1',
    '### B',
    '',
    'text',
    '- item',
    '1. item',
    '   more',
    '\tmore',
    '> quoted',
  ],
  ...[
    '```',
    '```sh',
    '    ```console',
    '~~~python',
    '````',
    '```dockerfile',
    '   ```',
    '```sh save-as=a',
  ],
  ...[
    '$ docker ps',
    '$ ls \\',
    "$ echo 'open",
    "end'",
    '$ cat <<E',
    'E',
    '# docker ps',
    '# comment',
  ],
  ...[
    'root@1f2e3d4c5b6a:/# ls',
    '/ # exit',
    'exit',
    'mac:lab mia$ ls',
    '! docker ps',
    '%cd a',
    '$',
  ],
  ...['CONTAINER ID  IMAGE', '0b2ba61df37f  web', '$ docker stop 0b2', 'FROM node', 'RUN a \\'],
  ...[
    'Run `docker ps` now.',
    'Press `Ctrl+C` in T1.',
    'Create `Dockerfile`:',
    'Change:',
    'to:',
    'In T2:',
  ],
  ...[
    'docker logs [container id] <x>',
    '<b>html</b>',
    ':::hint[A]',
    ':::',
    '::check[a]{name=a}',
    '!!! note',
  ],
  ...[
    '    indented',
    '|a|b|',
    '|-|-|',
    '`` ` ``',
    '![a](b)',
    '[a]: b',
    '---',
    'title: a',
    '+++',
    '​',
    '\u0007[4A',
  ],
);
const document = fc.oneof(
  fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n')),
  fc.string({ maxLength: 400, unit: 'binary' }),
  fc.stringMatching(/^[-#`~$>! a-z<>[\]{}|*_:\n\t\\'"]{0,400}$/),
);

test('whatever a document holds, nothing throws, and what is found stands in it', () => {
  fc.assert(
    fc.property(document, (text) => {
      for (const { lab, diagnostics } of [asReadme(text), asLab(text)]) {
        const lines = text.split(/\r\n?|\n/);
        for (const { line, column } of diagnostics) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThan(0);
        }
        for (const block of lab?.steps.flatMap((step) => step.blocks) ?? []) {
          if (block.type !== 'run' || block.input === 'keys') continue;
          // Prompts and indents are taken off the lines, never anything from within them.
          const from = lines.map((line) => line.trim());
          for (const part of block.code.split('\n')) {
            expect(from.some((line) => line.includes(part.trim()))).toBe(true);
          }
          for (const { text: written, at } of block.placeholders ?? []) {
            for (const offset of at) expect(block.code.startsWith(written, offset)).toBe(true);
          }
        }
      }
    }),
    { numRuns: 600 },
  );
}, 60_000);

/** What the rules for READMEs look at; each is slow to read for some way of looking. */
const HOSTILE = {
  'inline commands': 'run `docker ps` now. ',
  'prompts that open quotes': "$ echo 'a\n",
  'prompts with heredocs': '$ cat <<E\n',
  'prompts of containers': '/ # exit\n',
  'prompts of others': 'a@b:~$ ls\n',
  'root prompts': '# docker ps\n',
  'commands without prompts': 'docker ps\n',
  'angle brackets': '<a b> ',
  'square brackets': '[container id] ',
  'open brackets': '<a',
  'sample ids': 'docker stop 0b2ba61df37f ',
  assignments: 'A=b ',
  'cells of notebooks': '! docker ps\n',
  'boxes of MkDocs': '!!! note\n    a\n',
  'indented fences': '    ```sh\n',
  'fences in lists': '- ```sh\na\n',
  sentences: 'A is the a. ',
  'file names': '`a.b` ',
  aliases: '- &a [*a, *a]\n',
  blanks: ' ',
} as const;

const AROUND: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in front matter': (text) => `---\n${text}\n---\n`,
  'in a fence of commands': (text) => `\`\`\`console\n${text}\n\`\`\`\n`,
  'in a fence without a language': (text) => `\`\`\`\n${text}\n\`\`\`\n`,
  'in a list': (text) => `- a\n\n   \`\`\`sh\n${text}\n   \`\`\`\n`,
  'above and in a Dockerfile': (text) =>
    `Add ${text} after \`FROM\`:\n\n\`\`\`dockerfile\n${text}\n\`\`\`\n`,
  'below a cell': (text) => `\`\`\`python\n! docker ps\n${text}\n\`\`\`\n\n    ${text}\n`,
};

describe.each(Object.entries(AROUND))('%s', (_name, around) => {
  test.each(Object.entries(HOSTILE))(
    '%s are read or refused within a second',
    (_name, piece) => {
      for (const size of [2 ** 20, 190 * 1024, 40 * 1024, 12 * 1024]) {
        const text = around(piece.repeat(Math.ceil(size / piece.length / 2)));
        const start = process.cpuUsage();
        const { diagnostics } = asReadme(text);
        expect(cpuMilliseconds(start)).toBeLessThan(1000);
        expect(diagnostics.length).toBeLessThanOrEqual(200);
      }
    },
    60_000,
  );
});

const seed = fileURLToPath(new URL('../../../../../shared/seeds/004.md', import.meta.url));

test.skipIf(!existsSync(seed))(
  'a long README is read in time, cut wherever (needs ../shared/seeds)',
  () => {
    const text = readFileSync(seed, 'utf8');
    for (let cut = 1; cut <= 4; cut += 1) {
      const start = process.cpuUsage();
      expect(asReadme(text.slice(0, Math.floor((text.length * cut) / 4))).lab).not.toBeNull();
      expect(cpuMilliseconds(start)).toBeLessThan(1000);
    }
  },
  60_000,
);

/** Of this process, so that a busy machine does not matter. */
function cpuMilliseconds(start: NodeJS.CpuUsage): number {
  return process.cpuUsage(start).user / 1000;
}
