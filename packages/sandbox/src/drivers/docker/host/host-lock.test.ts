import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldPurposes, withHostLock } from './host-lock.ts';

let home: string;
beforeEach(() => {
  home = `/test/${randomBytes(8).toString('hex')}`;
});
let holder: ChildProcess | undefined;
afterEach(() => {
  holder?.kill('SIGKILL');
});

test('one after the other, and who waits is told for whom', async () => {
  const order: string[] = [];
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const one = withHostLock({ home }, async () => {
    order.push('one begins');
    await finished;
    order.push('one ends');
  });
  const two = withHostLock(
    {
      home,
      onWait: (who) => {
        order.push(who);
        finish();
      },
    },
    async () => {
      order.push('two');
    },
  );
  await Promise.all([one, two]);
  expect(order).toEqual(['one begins', `process ${process.pid}`, 'one ends', 'two']);
});

test('homes do not hinder each other', async () => {
  const inner = withHostLock({ home }, () =>
    withHostLock({ home: `${home}-other` }, () => Promise.resolve('both')),
  );
  expect(await inner).toBe('both');
});

test('work that fails lets go', async () => {
  await expect(withHostLock({ home }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withHostLock({ home }, () => Promise.resolve(1))).toBe(1);
});

test('a wait has a limit, and can be aborted', async () => {
  await withHostLock({ home }, async () => {
    const late = withHostLock({ home, limit: 50 }, () => Promise.resolve());
    await expect(late).rejects.toMatchObject({ code: 'BUSY' });
    const aborted = withHostLock({ home, signal: AbortSignal.timeout(50) }, () =>
      Promise.resolve(),
    );
    await expect(aborted).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test('a holder that is killed leaves nothing behind', async () => {
  const source = new URL('host-lock.ts', import.meta.url).href;
  const script = `import { withHostLock } from '${source}';
    await withHostLock({ home: '${home}' }, () => new Promise((resolve) => {
      console.log('held');
      setTimeout(resolve, 60_000);
    }));`;
  holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (holder.stdout === null) throw new Error('no output to read');
  await once(holder.stdout, 'data');
  const waited = withHostLock({ home, onWait: () => holder?.kill('SIGKILL') }, () =>
    Promise.resolve('mine'),
  );
  expect(await waited).toBe('mine');
});

test('what a home is locked for can be seen from outside, until it is over', async () => {
  await withHostLock({ home, purpose: 'serving-main' }, () =>
    withHostLock({ home }, async () => {
      expect(await heldPurposes(home)).toEqual(['serving-main']);
      expect(await heldPurposes(`${home}-other`)).toEqual([]);
    }),
  );
  expect(await heldPurposes(home)).toEqual([]);
});
