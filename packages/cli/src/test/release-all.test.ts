import { expect, test } from 'vitest';
import { releaseAll } from './release-all.ts';

test('one that fails keeps none of the others from its turn', async () => {
  const done: string[] = [];
  const release = (name: string, fails: boolean) => async () => {
    done.push(name);
    if (fails) throw new Error(name);
  };
  const all = [release('first', false), release('second', true), release('third', true)];
  await expect(releaseAll(all)).rejects.toThrow('third');
  expect(done).toEqual(['third', 'second', 'first']);
  await expect(releaseAll([release('alone', false)])).resolves.toBeUndefined();
});
