import { describe, expect, test } from 'vitest';
import { type Contract, newId, sh } from './subject.ts';

export function pauseContract({ subject }: Contract): void {
  describe('pause', () => {
    test('nothing runs and nothing answers until it is resumed, and nothing is lost', async () => {
      const sandbox = await subject().driver.create({ id: newId() });
      await sandbox.files.write({ path: 'kept', content: 'kept' });
      await sandbox.pause();
      await sandbox.pause();
      let answered = false;
      const asked = sandbox.files.read('kept').then(({ text }) => {
        answered = true;
        return text;
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(answered).toBe(false);
      await sandbox.resume();
      await sandbox.resume();
      expect(await asked).toBe('kept');
      await sandbox.destroy({ workspace: 'remove' });
    });

    test('a paused sandbox can be destroyed, and its workspace is taken up again', async () => {
      const sandbox = await subject().driver.create({ id: newId() });
      await sandbox.files.write({ path: 'kept', content: 'kept' });
      await sandbox.pause();
      await sandbox.destroy();
      await expect(sandbox.resume()).rejects.toMatchObject({ code: 'SANDBOX_GONE' });
      const next = await subject().driver.create({ id: sandbox.id });
      expect((await next.files.read('kept')).text).toBe('kept');
      await next.destroy({ workspace: 'remove' });
    });

    test('one that was started in the background is like any other, before and after it is promoted', async () => {
      const sandbox = await subject().driver.create({ id: newId(), priority: 'background' });
      expect(await sh(sandbox, 'echo works')).toBe('works\n');
      await sandbox.promote();
      await sandbox.promote();
      expect(await sh(sandbox, 'echo works')).toBe('works\n');
      await sandbox.destroy({ workspace: 'remove' });
      await expect(sandbox.promote()).rejects.toMatchObject({ code: 'SANDBOX_GONE' });
    });
  });
}
