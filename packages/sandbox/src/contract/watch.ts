import { describe, expect, test } from 'vitest';
import { versionOf } from '../content.ts';
import type { FileChange } from '../driver.ts';
import { type Contract, sh, until } from './subject.ts';

export function watchContract({ sandbox }: Contract): void {
  describe('watching files', () => {
    test('tells what is made, changed, renamed and removed', async () => {
      const watch = await watching();
      await sh(sandbox(), 'printf 1 > watched');
      await watch.expect({ path: 'watched', version: version('1'), structural: true });
      await sh(sandbox(), 'printf 2 > watched');
      await watch.expect({ path: 'watched', version: version('2'), structural: false });
      await sh(sandbox(), 'mv watched moved');
      await watch.expect({ path: 'watched', version: null, structural: true });
      await watch.expect({ path: 'moved', version: version('2'), structural: true });
      await sh(sandbox(), 'rm moved');
      await watch.expect({ path: 'moved', version: null, structural: true });
      watch.release();
    });

    test('follows new folders, however quickly they are filled', async () => {
      const watch = await watching();
      await sh(sandbox(), 'mkdir -p nest/a/b && printf x > nest/a/b/first');
      await watch.expect({ path: 'nest/a', version: null, structural: true });
      await watch.expect({ path: 'nest/a/b/first', version: version('x'), structural: true });
      await sh(sandbox(), 'printf y > "nest/a/b/sec ond\n"');
      await watch.expect({ path: 'nest/a/b/sec ond\n', version: version('y'), structural: true });
      await sh(sandbox(), 'mv nest nest2');
      await watch.expect({ path: 'nest', version: null, structural: true });
      await watch.expect({ path: 'nest2/a/b/first', version: version('x'), structural: true });
      await sh(sandbox(), 'printf z > nest2/a/b/first');
      await watch.expect({ path: 'nest2/a/b/first', version: version('z'), structural: false });
      watch.release();
    });

    test('tells of a write through the file methods as of any other, and of no stray file', async () => {
      const watch = await watching();
      await sandbox().files.write({ path: 'saved', content: 'one' });
      await watch.expect({ path: 'saved', version: version('one'), structural: true });
      await sandbox().files.write({ path: 'saved', content: 'two' });
      await watch.expect({ path: 'saved', version: version('two'), structural: false });
      expect(watch.seen.filter(({ path }) => path !== 'saved')).toEqual([]);
      watch.release();
    });

    test('a large file has no version; what is in node_modules is not told', async () => {
      const watch = await watching();
      await sh(sandbox(), 'mkdir -p node_modules; touch node_modules/quiet');
      await sh(sandbox(), 'head -c 6000000 /dev/zero > heavy.tmp; mv heavy.tmp heavy');
      await watch.expect({ path: 'heavy', version: null, structural: true });
      expect(watch.seen.map(({ path }) => path)).not.toContain('node_modules/quiet');
      watch.release();
    });

    test('a released listener hears nothing more, others do', async () => {
      const released = await watching();
      const staying = await watching();
      released.release();
      released.release();
      await sh(sandbox(), 'printf 1 > after-release');
      await staying.expect({ path: 'after-release', version: version('1'), structural: true });
      expect(released.seen).toEqual([]);
      staying.release();
    });
  });

  async function watching() {
    const seen: FileChange[] = [];
    const release = sandbox().files.watch((changes) => seen.push(...changes));
    // Waits for the watch to stand, as every file method does.
    await sandbox().files.list(1);
    let from = 0;
    return {
      seen,
      release,
      async expect(change: FileChange): Promise<void> {
        await until(`${JSON.stringify(change)} is told`, () => {
          const at = seen.findIndex((one, index) => index >= from && same(one, change));
          if (at < 0) return undefined;
          from = 0;
          seen.splice(at, 1);
          return true;
        }).catch((error: Error) => {
          throw new Error(`${error.message} Told: ${JSON.stringify(seen)}`);
        });
      },
    };
  }
}

function same(a: FileChange, b: FileChange): boolean {
  return a.path === b.path && a.version === b.version && a.structural === b.structural;
}

function version(text: string): string {
  return versionOf(Buffer.from(text));
}
