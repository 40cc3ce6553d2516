import { expect, test } from 'vitest';
import { createBlockIds, createStepIds } from './ids.ts';

test('the id of a block depends on its step, its type and its content alone', () => {
  const id = createBlockIds('build').take('run', 'docker build .');
  expect(createBlockIds('build').take('run', 'docker build .')).toBe(id);
  expect(createBlockIds('push').take('run', 'docker build .')).not.toBe(id);
  expect(createBlockIds('build').take('output', 'docker build .')).not.toBe(id);
  expect(createBlockIds('build').take('run', 'docker', 'build .')).not.toBe(id);
  expect(id).toMatch(/^run-[0-9a-f]{12}$/);
});

test('equal blocks of a step are numbered', () => {
  const ids = createBlockIds('build');
  const [first, second, third] = [1, 2, 3].map(() => ids.take('run', 'ls'));
  expect(second).toBe(`${first}-2`);
  expect(third).toBe(`${first}-3`);
});

test('the id of a step is its title in small letters with dashes', () => {
  const stepId = createStepIds();
  expect(stepId('Build & run it!')).toBe('build-run-it');
  expect(stepId('  Café ')).toBe('café');
  expect(stepId('../../etc/passwd')).toBe('etc-passwd');
  expect(stepId('')).toBe('step');
  expect(stepId('x'.repeat(1000))).toHaveLength(80);
});

test('a number is never given twice, also not to a title that ends with it', () => {
  const stepId = createStepIds();
  expect(['Build 2', 'Build', 'Build', 'Build'].map(stepId)).toEqual([
    'build-2',
    'build',
    'build-3',
    'build-4',
  ]);
});
