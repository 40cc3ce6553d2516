import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTrust, trustFiles } from './trust.ts';

const [shipped = '', company = '', classroom = ''] = rootCertificates;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-trust-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('joins the store of the host, the extra file and our own, each certificate once', async () => {
  await writeFile(join(folder, 'bundle'), `${shipped}\n${company}\n`);
  await writeFile(join(folder, 'extra'), `a comment\n${company}\n`);
  const trust = await readTrust({
    hostBundle: join(folder, 'bundle'),
    extra: join(folder, 'extra'),
    own: [classroom],
  });
  expect(trust).toBe(`${shipped}\n${company}\n${classroom}\n`);
});

test('a host without a store is no error; an extra file that is missing is', async () => {
  const hostBundle = join(folder, 'none');
  expect(await readTrust({ hostBundle, own: [classroom] })).toBe(`${classroom}\n`);
  await expect(readTrust({ hostBundle, extra: join(folder, 'none'), own: [] })).rejects.toThrow(
    'ENOENT',
  );
});

test('what Debian does not ship is also where update-ca-certificates finds it', async () => {
  await writeFile(join(folder, 'shipped.crt'), `${shipped}\n`);
  const files = await trustFiles(`${shipped}\n${company}\n`, folder);
  expect(
    files.map(({ path, content }) => [path.replace(/[0-9a-f]{16}/, 'HASH'), content.toString()]),
  ).toEqual([
    ['etc/ssl/certs/ca-certificates.crt', `${shipped}\n${company}\n`],
    ['usr/local/share/ca-certificates/drydock/HASH.crt', `${company}\n`],
  ]);
});
