import { expect, test } from 'vitest';
import { readSuggestions, suggestionsOf } from './suggestions.ts';

const PRINTED = [
  'container\texited\told',
  'container\trunning\tweb',
  'container\tcreated\tnew',
  'container\trunning\tdb',
  'image\t\tapp:v2',
  'image\t\t<none>:<none>',
  'image\t\tapp:latest',
  'image\t\tapp:v2',
  'volume\t\tdata',
  'network\tbridge\tbridge',
  'network\tbackend\tbackend',
  'network\tnone\tnone',
  '',
].join('\n');

test('what is likeliest comes first, and nothing twice', () => {
  expect(readSuggestions(PRINTED)).toEqual({
    containers: ['web', 'db', 'old', 'new'],
    images: ['app:v2', 'app:latest'],
    volumes: ['data'],
    networks: ['backend', 'bridge', 'none'],
  });
});

test('an engine that has nothing, or very much', () => {
  expect(readSuggestions('').containers).toEqual([]);
  const many = Array.from({ length: 300 }, (_, index) => `volume\t\tv${index}`).join('\n');
  expect(readSuggestions(many).volumes).toHaveLength(50);
});

test('an engine that does not answer is no empty list', async () => {
  const exec = async () => ({ exitCode: 1, stdout: '', stderr: 'Cannot connect' });
  await expect(suggestionsOf({ exec })).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
});

test('the names come by one command', async () => {
  const commands: unknown[] = [];
  const exec = async ({ command }: { command: readonly string[] }) => {
    commands.push(command[0]);
    return { exitCode: 0, stdout: PRINTED, stderr: '' };
  };
  expect((await suggestionsOf({ exec })).volumes).toEqual(['data']);
  expect(commands).toEqual(['bash']);
});
