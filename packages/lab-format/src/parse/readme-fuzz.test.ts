import fc from 'fast-check';
import { expect, test } from 'vitest';
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
