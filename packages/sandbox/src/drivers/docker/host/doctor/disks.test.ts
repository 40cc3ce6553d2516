import { expect, test } from 'vitest';
import { examineDisks } from './disks.ts';
import { examinedBox } from './examined.fixture.ts';

test('limits that nothing enforces are warned of', async () => {
  const look = (tier: 'quota' | 'image' | 'watched') =>
    examineDisks(examinedBox(), async () => tier);
  expect(await look('quota')).toMatchObject({ state: 'ok' });
  expect(await look('image')).toMatchObject({ state: 'ok' });
  expect(await look('watched')).toMatchObject({ state: 'warning' });
  expect(await examineDisks(examinedBox({}, { engine: undefined }))).toMatchObject({
    state: 'warning',
    detail: 'not known without an engine',
  });
});
