import { describe, expect, test } from 'vitest';
import { type Contract, sh, until } from './subject.ts';

export function execContract({ sandbox }: Contract): void {
  describe('exec', () => {
    test('gives exit code, output and errors apart', async () => {
      const command = ['sh', '-c', 'echo out; echo err >&2; exit 3'];
      expect(await sandbox().exec({ command })).toEqual({
        exitCode: 3,
        stdout: 'out\n',
        stderr: 'err\n',
      });
    });

    test('takes arguments as they are', async () => {
      const odd = ['a b', '"', "'", '$HOME', '`id`', '', '-n', 'é漢', 'x\ny', '*'];
      const { stdout } = await sandbox().exec({ command: ['printf', '[%s]', ...odd] });
      expect(stdout).toBe(odd.map((argument) => `[${argument}]`).join(''));
    });

    test('a command that is not there ends with 127 and says so', async () => {
      const result = await sandbox().exec({ command: ['no-such-command-here'] });
      expect(result.exitCode).toBe(127);
      expect(result.stderr).toContain('no-such-command-here');
    });

    test('feeds stdin and ends it', async () => {
      const text = 'line\n'.repeat(40_000);
      const { stdout } = await sandbox().exec({ command: ['wc', '-c'], stdin: text });
      expect(Number(stdout)).toBe(text.length);
      const none = await sandbox().exec({ command: ['cat'] });
      expect(none.stdout).toBe('');
    });

    test('a command need not read its stdin', async () => {
      const stdin = 'x'.repeat(1024 * 1024);
      expect((await sandbox().exec({ command: ['true'], stdin })).exitCode).toBe(0);
    });

    test('sets the environment of the sandbox and of the request', async () => {
      const { stdout } = await sandbox().exec({
        command: ['sh', '-c', 'echo "$FROM_SPEC $FROM_REQUEST"'],
        environment: { FROM_REQUEST: "it's $5" },
      });
      expect(stdout).toBe("of the spec it's $5\n");
    });

    test('starts in the workspace', async () => {
      await sh(sandbox(), 'echo here > where.txt');
      expect((await sandbox().files.read('where.txt')).text).toBe('here\n');
    });

    test('keeps the first bytes of too much output and lets the command end', async () => {
      const command = ['sh', '-c', 'head -c 3000000 /dev/zero | tr "\\0" a; echo b >&2'];
      const result = await sandbox().exec({ command, maxOutput: 1000 });
      expect(result).toEqual({ exitCode: 0, stdout: 'a'.repeat(1000), stderr: 'b\n' });
    });

    test('does not wait for what a command leaves in the background', async () => {
      const command = ['sh', '-c', 'sleep 60 & echo $!'];
      const { stdout } = await sandbox().exec({ command, timeout: 20_000 });
      await sh(sandbox(), `kill ${Number(stdout)}`);
    });

    test('kills the command and its children at the time limit', async () => {
      const script = 'setsid sleep 300 & echo $! > slow.pid; sleep 300';
      await expect(
        sandbox().exec({ command: ['sh', '-c', script], timeout: 500 }),
      ).rejects.toMatchObject({ code: 'ENGINE_TIMEOUT' });
      await pidIsGone('slow.pid');
    });

    test('kills the command and its children when aborted', async () => {
      const controller = new AbortController();
      const script = 'sleep 300 & echo $! > aborted.tmp; mv aborted.tmp aborted.pid; wait';
      const running = sandbox().exec({ command: ['sh', '-c', script] }, controller.signal);
      running.catch(() => undefined);
      await until('the command runs', () =>
        sandbox()
          .files.read('aborted.pid')
          .catch(() => undefined),
      );
      controller.abort(new Error('changed my mind'));
      await expect(running).rejects.toThrow('changed my mind');
      await pidIsGone('aborted.pid');
    });

    async function pidIsGone(file: string): Promise<void> {
      const pid = Number(await sh(sandbox(), 'cat "$1"', file));
      await until(`process ${pid} is gone`, async () => {
        // A killed process that nobody has waited for yet is gone as well.
        const state = await sh(sandbox(), `ps -o stat= -p ${pid} || true`);
        return state === '' || state.startsWith('Z') ? true : undefined;
      });
    }
  });
}
