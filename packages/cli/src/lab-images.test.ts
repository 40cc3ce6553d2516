import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { imagesOfLabs, missedLines, readLabImages } from './lab-images.ts';

let labs: string;
beforeEach(async () => {
  labs = await mkdtemp(join(tmpdir(), 'drydock-lab-images-'));
});
afterEach(() => rm(labs, { recursive: true }));

async function lab(slug: string, markdown: string): Promise<string> {
  await mkdir(join(labs, slug));
  await writeFile(join(labs, slug, 'lab.md'), markdown);
  return join(labs, slug);
}

const pulls = (...names: string[]) =>
  `## Step\n\n\`\`\`sh\n${names.map((name) => `docker pull ${name}`).join('\n')}\n\`\`\`\n`;

test('the images of all labs that are served, each with the labs that name it', async () => {
  await lab('one', pulls('redis:3', 'mysql'));
  await lab('two', pulls('docker.io/library/redis:3'));
  await lab('broken', '## Step\n\n::chekc[a]{name=b}\n');
  const images = await readLabImages({ DRYDOCK_HOME: labs, DRYDOCK_LABS: labs });
  expect(Object.fromEntries(images)).toEqual({
    'mysql:latest': ['one'],
    'redis:3': ['one', 'two'],
  });
});

test('of a preview those of its lab alone', async () => {
  await lab('one', pulls('redis:3'));
  const previewed = await lab('two', pulls('mysql:8'));
  const images = await readLabImages({ DRYDOCK_LABS: labs, DRYDOCK_PREVIEW_LAB: previewed });
  expect([...images.keys()]).toEqual(['mysql:8']);
});

test('where there are no labs there are no images', async () => {
  const nowhere = join(labs, 'nowhere');
  expect((await readLabImages({ DRYDOCK_HOME: labs, DRYDOCK_LABS: nowhere })).size).toBe(0);
  expect((await readLabImages({ DRYDOCK_PREVIEW_LAB: nowhere })).size).toBe(0);
});

test('what is missing is one line: which image, of which labs, why, and what to do', () => {
  const images = imagesOfLabs([
    { slug: 'one', images: ['redis:3'] },
    { slug: 'two', images: ['redis:3', 'mysql'] },
  ]);
  const missed = [{ name: 'redis:3', reason: 'Docker Hub does not answer' }];
  expect(missedLines(missed, images)).toBe(
    'The image redis:3 of one, two is missing in sandboxes: Docker Hub does not answer. ' +
      'Use one of the catalogue, or look again with `drydock prepare`.\n',
  );
  expect(missedLines([], images)).toBe('');
});
