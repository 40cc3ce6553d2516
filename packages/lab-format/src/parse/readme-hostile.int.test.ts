import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { type ParsedLab, parseReadme } from './parse-lab.ts';

// Hundreds of documents of up to a megabyte: more than the check has time for.

const asReadme = (text: string): ParsedLab =>
  parseReadme({ slug: 'a', file: 'a.md', bytes: new TextEncoder().encode(text) });

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
        const start = cpuTime();
        const { diagnostics } = asReadme(text);
        expect(start()).toBeLessThan(1000);
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
      const start = cpuTime();
      expect(asReadme(text.slice(0, Math.floor((text.length * cut) / 4))).lab).not.toBeNull();
      expect(start()).toBeLessThan(1000);
    }
  },
  60_000,
);
