import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { HostError } from './errors.ts';
import { isInUse, requireNotServing, whileServing, whileUsing } from './serving.ts';

let home: string;
beforeEach(() => {
  home = `/test/${randomBytes(8).toString('hex')}`;
});

test('one process serves an instance; others may serve others', async () => {
  await whileServing({ home, instance: 'main' }, async () => {
    const second = whileServing({ home, instance: 'main' }, async () => {});
    await expect(second).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await whileServing({ home, instance: 'other' }, async () => {});
  });
  await whileServing({ home, instance: 'main' }, async () => {});
});

test('what fails while it serves is not taken for a taken lock', async () => {
  const problem = new HostError({ code: 'BUSY', message: 'the box is being prepared', hint: '' });
  const failing = whileServing({ home, instance: 'main' }, () => Promise.reject(problem));
  await expect(failing).rejects.toBe(problem);
});

test('nothing is taken down while somebody serves', async () => {
  await whileServing({ home, instance: 'main' }, async () => {
    await expect(requireNotServing(home)).rejects.toMatchObject({ code: 'BUSY' });
  });
  await requireNotServing(home);
});

test('an engine is in use while somebody serves or says so, several at once', async () => {
  expect(await isInUse(home)).toBe(false);
  await whileUsing(home, async () => {
    await whileUsing(home, async () => {});
    expect(await isInUse(home)).toBe(true);
  });
  expect(await isInUse(home)).toBe(false);
  await whileServing({ home, instance: 'main' }, async () => {
    expect(await isInUse(home)).toBe(true);
  });
});
