import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract, pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { ROOT_SHIFT, SANDBOX_SHIFT, shiftId, shiftOwners } from './tar-shift.ts';

test('root becomes the learner, every other id moves into the range of the learner', () => {
  expect([0, 1, 33, 65_534].map((id) => shiftId(id, SANDBOX_SHIFT))).toEqual([
    1000, 100_000, 100_032, 165_533,
  ]);
});

test('shifted back, every id is what it was, and what stayed with the real root stays', () => {
  const there = [0, 1, 33, 65_534].map((id) => shiftId(id, SANDBOX_SHIFT));
  expect(there.map((id) => shiftId(id, ROOT_SHIFT))).toEqual([0, 1, 33, 65_534]);
  expect(shiftId(0, ROOT_SHIFT)).toBe(0);
});

test('owners are shifted; names, modes, links and contents stay', async () => {
  const source = pack();
  source.entry({ name: 'etc/', type: 'directory', mode: 0o755, uid: 0, gid: 0 });
  source.entry({ name: 'etc/passwd', mode: 0o644, uid: 0, gid: 0 }, 'root:x:0:0');
  source.entry({ name: 'var/mail', mode: 0o2775, uid: 33, gid: 8 }, 'x'.repeat(1500));
  source.entry({ name: 'bin', type: 'symlink', linkname: 'usr/bin' });
  source.finalize();
  const entries = await read(await shifted(await buffer(source)));
  expect(entries).toEqual([
    { name: 'etc/', mode: 0o755, uid: 1000, gid: 1000, linkname: null, text: '' },
    { name: 'etc/passwd', mode: 0o644, uid: 1000, gid: 1000, linkname: null, text: 'root:x:0:0' },
    {
      name: 'var/mail',
      mode: 0o2775,
      uid: 100_032,
      gid: 100_007,
      linkname: null,
      text: 'x'.repeat(1500),
    },
    { name: 'bin', mode: 0o644, uid: 1000, gid: 1000, linkname: 'usr/bin', text: '' },
  ]);
});

test('newuidmap and newgidmap stay with the real root', async () => {
  const source = pack();
  source.entry({ name: 'machine/usr/bin/newuidmap', mode: 0o755 }, 'a');
  source.entry({ name: 'machine/usr/bin/newgidmap', mode: 0o755 }, 'b');
  source.finalize();
  const entries = await read(await shifted(await buffer(source)));
  expect(entries.map(({ uid, gid }) => [uid, gid])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('an extended header passes byte for byte: a file capability is binary', async () => {
  const header = Buffer.alloc(512);
  header.write('PaxHeaders.0/file', 0);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write('00000000062\0', 124);
  header.write('x', 156);
  const body = Buffer.alloc(512);
  body.write('50 SCHILY.xattr.security.capability=', 0, 'latin1');
  Buffer.from('010000028000000000000000', 'hex').copy(body, 36);
  const tar = Buffer.concat([header, body, Buffer.alloc(1024)]);
  expect((await shifted(tar)).equals(tar)).toBe(true);
});

test('chunks may be cut anywhere', async () => {
  const source = pack();
  source.entry({ name: 'a', uid: 0 }, 'y'.repeat(700));
  source.entry({ name: 'b', uid: 5 }, 'z');
  source.finalize();
  const tar = await buffer(source);
  const whole = await shifted(tar);
  for (const size of [1, 7, 511, 513]) {
    const pieces = Array.from({ length: Math.ceil(tar.length / size) }, (_, index) =>
      tar.subarray(index * size, (index + 1) * size),
    );
    expect(
      (await buffer(Readable.from(pieces).pipe(shiftOwners(SANDBOX_SHIFT)))).equals(whole),
    ).toBe(true);
  }
});

test('a tar that ends in the middle is an error', async () => {
  const source = pack();
  source.entry({ name: 'a' }, 'y'.repeat(700));
  source.finalize();
  const tar = await buffer(source);
  await expect(shifted(tar.subarray(0, 800))).rejects.toThrow('in the middle');
});

function shifted(tar: Buffer): Promise<Buffer> {
  return buffer(Readable.from([tar]).pipe(shiftOwners(SANDBOX_SHIFT)));
}

interface Entry {
  readonly name: string;
  readonly mode: number | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly linkname: string | null | undefined;
  readonly text: string;
}

async function read(tar: Buffer): Promise<Entry[]> {
  const entries: Entry[] = [];
  const reader = Readable.from([tar]).pipe(extract());
  for await (const entry of reader) {
    const { name, mode, uid, gid, linkname } = entry.header;
    entries.push({ name, mode, uid, gid, linkname, text: (await buffer(entry)).toString() });
  }
  return entries;
}
