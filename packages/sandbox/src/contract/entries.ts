import { describe, expect, test } from 'vitest';
import type { FileChange } from '../driver.ts';
import { type Contract, sh, until } from './subject.ts';

const HOSTILE = ['../x', '/etc/passwd', 'a/../../x', '', '.', 'nul\0'];

/** Folders that are made, entries that get another path, and entries that go. */
export function entryContract({ sandbox }: Contract): void {
  const files = () => sandbox().files;
  const failure = (code: string) => expect.objectContaining({ name: 'SandboxError', code });

  describe('entries', () => {
    test('a folder is made with those above it, once', async () => {
      await files().createFolder('made/with space/\u6f22\n');
      expect(await sh(sandbox(), 'stat -c %F "$1"', 'made/with space/\u6f22\n')).toBe(
        'directory\n',
      );
      await expect(files().createFolder('made')).rejects.toEqual(failure('FILE_EXISTS'));
      await sh(sandbox(), 'touch made/file; ln -s nowhere made/dangling');
      await expect(files().createFolder('made/file')).rejects.toEqual(failure('FILE_EXISTS'));
      await expect(files().createFolder('made/dangling')).rejects.toEqual(failure('FILE_EXISTS'));
      await expect(files().createFolder('made/file/x')).rejects.toEqual(
        failure('FILE_NOT_WRITABLE'),
      );
    });

    test('a file and a folder move with all that is in them, into new folders', async () => {
      await sh(sandbox(), 'mkdir -p mv/from/deep; echo 1 > mv/from/deep/f; echo 2 > mv/-rf');
      await files().move('mv/-rf', 'mv/new/folder/--help');
      await files().move('mv/from', 'mv/new/to');
      expect(await sh(sandbox(), 'cd mv && cat new/folder/--help new/to/deep/f && ls')).toBe(
        '2\n1\nnew\n',
      );
    });

    test('nothing is overwritten by a move', async () => {
      await sh(
        sandbox(),
        'mkdir -p kept/folder; echo a > kept/a; echo b > kept/b; ln -s nowhere kept/link',
      );
      for (const to of ['kept/b', 'kept/folder', 'kept/link', 'kept/a']) {
        await expect(files().move('kept/a', to)).rejects.toEqual(failure('FILE_EXISTS'));
      }
      await expect(files().move('kept/none', 'kept/x')).rejects.toEqual(failure('FILE_NOT_FOUND'));
      await expect(files().move('kept', 'kept/folder/in')).rejects.toEqual(
        failure('FOLDER_INTO_ITSELF'),
      );
      await expect(files().move('kept/a', 'kept/b/under')).rejects.toEqual(
        failure('FILE_NOT_WRITABLE'),
      );
      expect(await sh(sandbox(), 'cat kept/a kept/b; ls kept')).toBe('a\nb\na\nb\nfolder\nlink\n');
    });

    test('of two moves to the same place one wins', async () => {
      await sh(sandbox(), 'mkdir race-to; for n in 1 2 3 4; do echo $n > race-to/$n; done');
      const moves = ['1', '2', '3', '4'].map((name) =>
        files().move(`race-to/${name}`, 'race-to/x'),
      );
      const outcomes = await Promise.allSettled(moves);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await sh(sandbox(), 'ls race-to | wc -l')).toMatch(/^\s*4\n$/);
    });

    test('a file and a folder go with all that is in them', async () => {
      await sh(sandbox(), 'mkdir -p gone/deep/er; touch gone/deep/er/f gone/-rf');
      await files().remove('gone/-rf');
      await files().remove('gone/deep');
      expect(await sh(sandbox(), 'ls -A gone')).toBe('');
      await expect(files().remove('gone/deep')).rejects.toEqual(failure('FILE_NOT_FOUND'));
      await expect(files().remove('gone/deep/er')).rejects.toEqual(failure('FILE_NOT_FOUND'));
    });

    test('a link moves and goes itself; what it leads to stays', async () => {
      await sh(
        sandbox(),
        'mkdir -p ln/real; echo kept > ln/real/f; ln -s real ln/link; ln -s /etc/hostname ln/out',
      );
      await files().move('ln/out', 'ln/moved');
      expect(await sh(sandbox(), 'readlink ln/moved')).toBe('/etc/hostname\n');
      await files().remove('ln/link');
      await files().remove('ln/moved');
      expect(await sh(sandbox(), 'cat ln/real/f; ls ln; test -e /etc/hostname && echo there')).toBe(
        'kept\nreal\nthere\n',
      );
    });

    test('a link inside a folder that goes is not followed', async () => {
      await sh(
        sandbox(),
        'mkdir -p outer/inner safe; echo kept > safe/f; ln -s ../safe outer/a; ln -s ../../safe outer/inner/b',
      );
      await files().remove('outer');
      expect(await sh(sandbox(), 'cat safe/f; ls -d outer 2>/dev/null || true')).toBe('kept\n');
    });

    test.each(HOSTILE)('the path %j is refused', async (path) => {
      const refused = failure('PATH_OUTSIDE_WORKSPACE');
      await files().write({ path: 'inside', content: '' });
      await expect(files().createFolder(path)).rejects.toEqual(refused);
      await expect(files().remove(path)).rejects.toEqual(refused);
      await expect(files().move('inside', path)).rejects.toEqual(refused);
      await expect(files().move(path, 'elsewhere')).rejects.toEqual(refused);
    });

    test('a way that leads outside through a link is refused', async () => {
      await sh(sandbox(), 'mkdir -p way; touch way/f; ln -sfn /tmp way/tmp; ln -sfn ../.. way/up');
      const refused = failure('PATH_OUTSIDE_WORKSPACE');
      for (const folder of ['way/tmp', 'way/up/tmp']) {
        await expect(files().createFolder(`${folder}/x`)).rejects.toEqual(refused);
        await expect(files().remove(`${folder}/x`)).rejects.toEqual(refused);
        await expect(files().move('way/f', `${folder}/x`)).rejects.toEqual(refused);
        await expect(files().move(`${folder}/x`, 'way/x')).rejects.toEqual(refused);
      }
    });

    test('whoever watches is told of all of it', async () => {
      const seen: FileChange[] = [];
      const release = files().watch((changes) => seen.push(...changes));
      const told = (path: string, there: boolean) =>
        until(`${path} is told`, () =>
          seen.some(
            (one) => one.path === path && one.structural && (one.version !== null) === there,
          ),
        );
      await files().write({ path: 'told/one', content: '1' });
      await told('told/one', true);
      await files().move('told/one', 'told/two');
      await told('told/two', true);
      await told('told/one', false);
      await files().remove('told');
      await told('told/two', false);
      release();
    });
  });
}
