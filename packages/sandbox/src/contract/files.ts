import { describe, expect, test } from 'vitest';
import { MAX_FILE_SIZE, versionOf } from '../content.ts';
import { type Contract, sh } from './subject.ts';

const ODD_NAMES = [
  'with space.txt',
  ' leading and trailing ',
  'quote\'s "double" `tick` $HOME.txt',
  'new\nline.txt',
  'ünïcode 漢字 🐳.txt',
  '-rf',
  '--help',
  '*?[a]',
  'back\\slash',
];

export function fileContract({ sandbox }: Contract): void {
  const files = () => sandbox().files;
  const failure = (code: string) => expect.objectContaining({ name: 'SandboxError', code });

  describe('files', () => {
    test('come back as they were written, with the version of their content', async () => {
      const content = 'first\r\n\tsecond é\n\nno newline at the end';
      const { version } = await files().write({ path: 'new/deep/er/file.txt', content });
      expect(version).toBe(versionOf(Buffer.from(content)));
      expect(await files().read('new/deep/er/file.txt')).toEqual({ text: content, version });
      expect(await sh(sandbox(), 'stat -c %a new/deep/er/file.txt')).toBe('644\n');
    });

    test('an empty file is a file', async () => {
      await files().write({ path: 'empty', content: '' });
      expect((await files().read('empty')).text).toBe('');
    });

    test.each(ODD_NAMES)('the name %j works', async (name) => {
      const path = `odd/${name}`;
      await files().write({ path, content: name });
      expect((await files().read(path)).text).toBe(name);
      expect(await sh(sandbox(), 'cat -- "$1"', path)).toBe(name);
      const { entries } = await files().list();
      expect(entries.find((entry) => entry.path === path)?.size).toBe(Buffer.byteLength(name));
    });

    test('are listed with their folders first; what is in .git and node_modules is not', async () => {
      await sh(
        sandbox(),
        'mkdir -p tree/b tree/.git/x tree/node_modules/y; echo 12345 > tree/b/f; touch tree/a tree/.env',
      );
      const { entries, truncated } = await files().list();
      expect(truncated).toBe(false);
      expect(entries.filter(({ path }) => path === 'tree' || path.startsWith('tree/'))).toEqual([
        { path: 'tree', kind: 'folder', size: 0 },
        { path: 'tree/.env', kind: 'file', size: 0 },
        { path: 'tree/.git', kind: 'folder', size: 0 },
        { path: 'tree/a', kind: 'file', size: 0 },
        { path: 'tree/b', kind: 'folder', size: 0 },
        { path: 'tree/b/f', kind: 'file', size: 6 },
        { path: 'tree/node_modules', kind: 'folder', size: 0 },
      ]);
      expect(await files().list(2)).toMatchObject({ truncated: true, entries: { length: 2 } });
    });

    test('a conflict is refused and nothing is written', async () => {
      const { version } = await files().write({ path: 'both', content: 'mine' });
      await sh(sandbox(), 'printf theirs > both');
      await expect(
        files().write({ path: 'both', content: 'mine again', baseVersion: version }),
      ).rejects.toEqual(failure('FILE_CONFLICT'));
      const theirs = await files().read('both');
      expect(theirs.text).toBe('theirs');
      await files().write({ path: 'both', content: 'merged', baseVersion: theirs.version });
      expect((await files().read('both')).text).toBe('merged');
      await files().write({ path: 'both', content: 'whatever it is' });
      expect((await files().read('both')).text).toBe('whatever it is');
    });

    test('of two writes on the same base one wins', async () => {
      const { version } = await files().write({ path: 'race', content: 'base' });
      const outcomes = await Promise.allSettled(
        ['a', 'b', 'c'].map((content) =>
          files().write({ path: 'race', content, baseVersion: version }),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toEqual(failure('FILE_CONFLICT'));
      }
    });

    test('with base null a file is only made anew; with a base it must be there', async () => {
      await files().write({ path: 'fresh', content: '1', baseVersion: null });
      await expect(
        files().write({ path: 'fresh', content: '2', baseVersion: null }),
      ).rejects.toEqual(failure('FILE_CONFLICT'));
      await sh(sandbox(), 'rm fresh');
      await expect(
        files().write({ path: 'fresh', content: '3', baseVersion: versionOf(Buffer.from('1')) }),
      ).rejects.toEqual(failure('FILE_CONFLICT'));
    });

    test('several go in one, and what is there already is left', async () => {
      await files().write({ path: 'all/mine', content: 'mine' });
      const { left } = await files().writeAll([
        { path: 'all/new/ünï "x"\n', content: 'a\0b', baseVersion: null },
        { path: 'all/mine', content: 'of the lab', baseVersion: null },
        { path: 'all/empty', content: '', executable: true },
        { path: 'all/mine too', content: 'x'.repeat(300_000) },
      ]);
      expect(left).toEqual(['all/mine']);
      expect((await files().read('all/mine')).text).toBe('mine');
      expect((await files().read('all/mine too')).text).toHaveLength(300_000);
      expect(await sh(sandbox(), 'od -An -tx1 "$1"', 'all/new/ünï "x"\n')).toBe(' 61 00 62\n');
      expect(await sh(sandbox(), 'stat -c "%a %s" all/empty')).toBe('755 0\n');
      expect(await files().writeAll([])).toEqual({ left: [] });
    });

    test('of several, one that is refused ends it', async () => {
      await sh(sandbox(), 'mkdir -p in-the-way');
      await expect(
        files().writeAll([
          { path: 'first', content: '1' },
          { path: 'in-the-way', content: '2' },
          { path: 'third', content: '3' },
        ]),
      ).rejects.toEqual(failure('FILE_IS_DIRECTORY'));
      expect(await sh(sandbox(), 'cat first; ls third 2>&1 || true')).toMatch(/^1.*third/);
      await expect(files().writeAll([{ path: '../x', content: '' }])).rejects.toEqual(
        failure('PATH_OUTSIDE_WORKSPACE'),
      );
    });

    test('a reader never sees half a file, nor a stray one afterwards', async () => {
      const size = 2_000_000;
      await files().write({ path: 'whole/file', content: 'a'.repeat(size) });
      const reading = sh(
        sandbox(),
        'for i in $(seq 60); do tr -d "\\n" < whole/file | cut -c1,1000000,2000000; done | sort -u',
      );
      await files().write({ path: 'whole/file', content: 'b'.repeat(size) });
      await files().write({ path: 'whole/file', content: 'c'.repeat(size) });
      for (const seen of (await reading).trim().split('\n')) {
        expect(['aaa', 'bbb', 'ccc']).toContain(seen);
      }
      expect(await sh(sandbox(), 'ls -A whole')).toBe('file\n');
    });

    test('the mode is kept, and set when asked', async () => {
      await sh(sandbox(), 'echo > run.sh; chmod 750 run.sh');
      await files().write({ path: 'run.sh', content: 'echo hi' });
      await files().write({ path: 'made.sh', content: 'echo hi', executable: true });
      expect(await sh(sandbox(), 'stat -c %a run.sh made.sh')).toBe('750\n755\n');
    });

    test('what cannot be shown as text says why', async () => {
      await sh(
        sandbox(),
        `printf 'a\\0b' > zero; printf '\\303(' > broken; head -c ${MAX_FILE_SIZE + 1} /dev/zero > large; mkdir -p folder`,
      );
      await expect(files().read('zero')).rejects.toEqual(failure('FILE_BINARY'));
      await expect(files().read('broken')).rejects.toEqual(failure('FILE_BINARY'));
      await expect(files().read('large')).rejects.toEqual(failure('FILE_TOO_LARGE'));
      await expect(files().read('folder')).rejects.toEqual(failure('FILE_IS_DIRECTORY'));
      await expect(files().read('missing')).rejects.toEqual(failure('FILE_NOT_FOUND'));
      await expect(files().read('missing\n')).rejects.toEqual(failure('FILE_NOT_FOUND'));
      await expect(files().read('zero/under')).rejects.toEqual(failure('FILE_NOT_FOUND'));
    });

    test('five mebibytes go both ways, one byte more does not', async () => {
      const content = '0123456789abcde\n'.repeat(MAX_FILE_SIZE / 16);
      await files().write({ path: 'limit', content });
      expect((await files().read('limit')).text === content).toBe(true);
      await expect(files().write({ path: 'limit', content: `${content}!` })).rejects.toEqual(
        failure('FILE_TOO_LARGE'),
      );
    });

    test('what cannot be written says why', async () => {
      await sh(sandbox(), 'mkdir -p taken; touch file');
      await expect(files().write({ path: 'taken', content: '' })).rejects.toEqual(
        failure('FILE_IS_DIRECTORY'),
      );
      await expect(files().write({ path: 'file/under', content: '' })).rejects.toEqual(
        failure('FILE_NOT_WRITABLE'),
      );
    });

    test.each(['../x', '/etc/passwd', 'a/../../x', '', '.', 'nul\0'])(
      'the path %j is refused',
      async (path) => {
        await expect(files().read(path)).rejects.toEqual(failure('PATH_OUTSIDE_WORKSPACE'));
        await expect(files().write({ path, content: 'x' })).rejects.toEqual(
          failure('PATH_OUTSIDE_WORKSPACE'),
        );
      },
    );

    test('links that lead outside are refused, those inside are followed and kept', async () => {
      await sh(
        sandbox(),
        'mkdir -p links/real && cd links && ln -sfn /etc etc && ln -sf /etc/passwd passwd && ln -sf ../../nowhere up && ln -sf loop loop && ln -sfn real alias && ln -sf alias/target chain',
      );
      for (const path of ['etc/hosts', 'passwd', 'up', 'loop', 'etc/new/file']) {
        await expect(files().read(`links/${path}`)).rejects.toEqual(
          failure('PATH_OUTSIDE_WORKSPACE'),
        );
        await expect(files().write({ path: `links/${path}`, content: '' })).rejects.toEqual(
          failure('PATH_OUTSIDE_WORKSPACE'),
        );
      }
      await files().write({ path: 'links/chain', content: 'through' });
      expect((await files().read('links/real/target')).text).toBe('through');
      expect((await files().read('links/chain')).text).toBe('through');
      expect(await sh(sandbox(), 'readlink links/chain')).toBe('alias/target\n');
    });
  });
}
