import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boxNameservers } from './nameservers.ts';

let folder: string;
let files: [string, string];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-names-'));
  files = [join(folder, 'resolv.conf'), join(folder, 'resolved.conf')];
});
afterEach(() => rm(folder, { recursive: true }));

test('those of the box, each once, IPv4 alone', async () => {
  await writeFile(
    files[0],
    '# nameserver 10.0.0.9\nsearch lan\nnameserver 10.0.0.1\nnameserver\t10.0.0.1\nnameserver fd00::1\n nameserver 9.9.9.9\n',
  );
  expect(await boxNameservers(files)).toEqual(['10.0.0.1', '9.9.9.9']);
});

test('where the box asks itself, those that its own resolver asks', async () => {
  await writeFile(files[0], 'nameserver 127.0.0.53\n');
  await writeFile(files[1], 'nameserver 192.168.1.1\n');
  expect(await boxNameservers(files)).toEqual(['192.168.1.1']);
});

test('none where there is none', async () => {
  await writeFile(files[0], 'nameserver 127.0.0.1\nnameserver\nnameserver 10.0.0.1;drop\n');
  expect(await boxNameservers(files)).toEqual([]);
});
