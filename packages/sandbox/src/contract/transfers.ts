import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { MAX_FILE_SIZE } from '../content.ts';
import type { FileUpload } from '../driver.ts';
import { type Contract, sh, until } from './subject.ts';

/** Files of any size, in and out, and what is found in them. */
export function transferContract({ sandbox }: Contract): void {
  const files = () => sandbox().files;
  const failure = (code: string) => expect.objectContaining({ name: 'SandboxError', code });
  const upload = (path: string, bytes: Buffer, rest: Partial<FileUpload> = {}) =>
    files().upload({ path, size: bytes.length, content: Readable.from([bytes]), ...rest });

  describe('transfers', () => {
    test('a large file that is no text comes in and goes out as it is', async () => {
      const bytes = Buffer.alloc(MAX_FILE_SIZE + 12_345, 'ab\0\xff\n', 'latin1');
      const pieces = Readable.from(
        Array.from({ length: 100 }, (_, at) => bytes.subarray(at * 60_000, (at + 1) * 60_000)),
      );
      await files().upload({ path: 'up/new/big 漢.bin', size: bytes.length, content: pieces });
      const { size, content } = await files().download('up/new/big 漢.bin');
      expect(size).toBe(bytes.length);
      expect((await bytesOf(content)).equals(bytes)).toBe(true);
      expect(await sh(sandbox(), 'ls -A up/new | wc -l; stat -c %a up/new/*')).toMatch(/1\n644\n$/);
    });

    test('an empty file is one, both ways', async () => {
      await upload('void', Buffer.alloc(0));
      const { size, content } = await files().download('void');
      expect([size, await bytesOf(content)]).toEqual([0, Buffer.alloc(0)]);
    });

    test('an upload overwrites only when it is told to, and keeps the mode', async () => {
      await sh(sandbox(), 'echo old > tool; chmod 755 tool; mkdir -p taken-folder');
      await expect(upload('tool', Buffer.from('new'))).rejects.toEqual(failure('FILE_EXISTS'));
      expect(await sh(sandbox(), 'cat tool')).toBe('old\n');
      await upload('tool', Buffer.from('new'), { replace: true });
      expect(await sh(sandbox(), 'cat tool; stat -c %a tool')).toBe('new755\n');
      await expect(upload('taken-folder', Buffer.from('x'), { replace: true })).rejects.toEqual(
        failure('FILE_IS_DIRECTORY'),
      );
    });

    test('of one that breaks off or is shorter than it said nothing is left', async () => {
      const broken = new Error('the learner has left');
      async function* breaking() {
        yield Buffer.alloc(100_000);
        throw broken;
      }
      await sh(sandbox(), 'mkdir half');
      await expect(
        files().upload({ path: 'half/a', size: 200_000, content: breaking() }),
      ).rejects.toBe(broken);
      await expect(upload('half/b', Buffer.from('abc'), { size: 4 })).rejects.toEqual(
        failure('FILE_NOT_WRITABLE'),
      );
      await until('nothing is left of it', async () => (await sh(sandbox(), 'ls -A half')) === '');
    });

    test('what cannot be downloaded says why', async () => {
      await sh(sandbox(), 'mkdir -p some-folder; mkfifo pipe; ln -sf /etc/passwd leads-out');
      await expect(files().download('some-folder')).rejects.toEqual(failure('FILE_IS_DIRECTORY'));
      await expect(files().download('nothing')).rejects.toEqual(failure('FILE_NOT_FOUND'));
      await expect(files().download('pipe')).rejects.toEqual(failure('FILE_NOT_FOUND'));
      const refused = failure('PATH_OUTSIDE_WORKSPACE');
      for (const path of ['leads-out', '../x', '/etc/passwd', '', '.', 'nul\0']) {
        await expect(files().download(path)).rejects.toEqual(refused);
        await expect(upload(path, Buffer.from('x'), { replace: true })).rejects.toEqual(refused);
      }
      await expect(files().archive('leads-out')).rejects.toEqual(refused);
      await expect(files().archive('nothing')).rejects.toEqual(failure('FILE_NOT_FOUND'));
    });

    test('a folder, and the whole workspace, go out as an archive', async () => {
      await sh(
        sandbox(),
        'mkdir -p -- -pack/in; echo 1 > -pack/in/f; ln -sf -- /etc/passwd -pack/link',
      );
      const folder = await bytesOf(await files().archive('-pack'));
      const list = (bytes: Buffer) =>
        sandbox().exec({ command: ['tar', '-tzf', '-'], stdin: bytes, maxOutput: 1_000_000 });
      expect((await list(folder)).stdout.split('\n').sort()).toEqual([
        ...['', './-pack/', './-pack/in/', './-pack/in/f', './-pack/link'],
      ]);
      const { stdout } = await list(await bytesOf(await files().archive(null)));
      expect(stdout).toContain('./workspace/-pack/in/f\n');
    });

    test('a download that nobody reads to its end holds nothing up', async () => {
      await sh(sandbox(), 'head -c 20000000 /dev/zero > long');
      const { content } = await files().download('long');
      content.destroy();
      expect(
        (
          await files()
            .download('void-after')
            .catch((error) => error)
        ).code,
      ).toBe('FILE_NOT_FOUND');
    });
  });

  describe('search', () => {
    test('finds lines file by file, whatever the case, and exactly when asked', async () => {
      await sh(
        sandbox(),
        `mkdir -p find/deep find/node_modules find/.git; printf 'Needle here\\r\\nno\\na needle, a NEEDLE\\n' > find/a
         printf 'ÜBER needle' > 'find/deep/ü "b"'; printf 'needle\\0' > find/binary
         cp find/a find/node_modules/a; cp find/a find/.git/a; ln -sf a find/link`,
      );
      const { matches, truncated } = await files().search({ text: 'needle' });
      expect(truncated).toBe(false);
      expect(matches.filter(({ path }) => path.startsWith('find/'))).toEqual([
        { path: 'find/a', line: 1, text: 'Needle here' },
        { path: 'find/a', line: 3, text: 'a needle, a NEEDLE' },
        { path: 'find/deep/ü "b"', line: 1, text: 'ÜBER needle' },
      ]);
      const exact = await files().search({ text: 'Needle', matchCase: true });
      expect(exact.matches).toEqual([{ path: 'find/a', line: 1, text: 'Needle here' }]);
      const umlaut = await files().search({ text: 'über' });
      expect(umlaut.matches.map(({ path }) => path)).toEqual(['find/deep/ü "b"']);
    });

    test('takes the text as it is, gives of a long line what is around it, and stops at the limit', async () => {
      await sh(
        sandbox(),
        `mkdir -p odd-text; printf '%s\\n' 'a.*[b$(c)' > odd-text/f; { head -c 5000 /dev/zero | tr '\\0' x; printf 'PIN'; head -c 5000 /dev/zero | tr '\\0' y; } > odd-text/long
         seq 50 | sed 's/^/many /' > odd-text/many`,
      );
      expect((await files().search({ text: '.*[b$(' })).matches).toEqual([
        { path: 'odd-text/f', line: 1, text: 'a.*[b$(c)' },
      ]);
      const [long] = (await files().search({ text: 'PIN', matchCase: true })).matches;
      expect(long?.text).toMatch(/^x{20,100}PINy{100,300}$/);
      const many = await files().search({ text: 'many ', limit: 7 });
      expect([many.matches.length, many.truncated]).toEqual([7, true]);
      expect((await files().search({ text: '--' })).truncated).toBe(false);
      expect((await files().search({ text: 'nowhere to be found' })).matches).toEqual([]);
    });
  });
}

async function bytesOf(content: Readable): Promise<Buffer> {
  return Buffer.concat(await content.toArray());
}
