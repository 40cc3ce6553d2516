import type { Placeholder } from '@drydock/lab-format/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillPlaceholders } from './placeholders.ts';

const account = { username: 'learner-1', password: 'secret' };
const newest = async (kind: string) => (kind === 'container' ? ['c0ffee', 'decaf'] : []);
const request = (code: string, placeholders: Placeholder[]) => ({
  ...{ account, newest, block: { code, placeholders } },
  variables: { name: 'web' },
});

function placeholder(text: string, code: string, rest: Partial<Placeholder> = {}): Placeholder {
  const at = [...code.matchAll(new RegExp(text.replaceAll(/[^\w]/g, '\\$&'), 'g'))].map(
    ({ index }) => index,
  );
  return { text, kind: 'text', label: text, at, ...rest };
}

test('each place gets the value of its kind', async () => {
  const code = 'docker logs [id] && docker tag a <user>/$$name$$ && docker rm [id]';
  const filled = await fillPlaceholders(
    request(code, [
      placeholder('[id]', code, { kind: 'container' }),
      placeholder('<user>', code, { kind: 'hub-user' }),
      placeholder('$$name$$', code, { kind: 'variable', label: 'name' }),
    ]),
  );
  expect(filled).toEqual({
    type: 'filled',
    code: 'docker logs c0ffee && docker tag a learner-1/web && docker rm c0ffee',
  });
});

test('two of a kind are two things', async () => {
  const code = 'docker rm 61578a11c16e f0960149a42f';
  const filled = await fillPlaceholders(
    request(code, [
      placeholder('61578a11c16e', code, { kind: 'container' }),
      placeholder('f0960149a42f', code, { kind: 'container' }),
    ]),
  );
  expect(filled).toEqual({ type: 'filled', code: 'docker rm c0ffee decaf' });
});

test.each<Partial<Placeholder>>([
  { kind: 'text' },
  { kind: 'volume' },
  { kind: 'variable', label: 'unset' },
  { kind: 'variable', label: 'constructor' },
  { kind: 'container', at: [3] },
])('a value that nobody knows is never guessed: %j', async (rest) => {
  const code = 'echo <x>';
  const filled = await fillPlaceholders(request(code, [placeholder('<x>', code, rest)]));
  expect(filled).toMatchObject({ type: 'unknown', placeholder: { text: '<x>' } });
});

test('nothing but the places changes', async () => {
  const part = fc.string().filter((text) => !text.includes('<x>') && !text.includes('<'));
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async (parts) => {
      const code = parts.join('<x>');
      const places = parts.length > 1 ? [placeholder('<x>', code, { kind: 'hub-user' })] : [];
      expect(await fillPlaceholders(request(code, places))).toEqual({
        type: 'filled',
        code: parts.join('learner-1'),
      });
    }),
  );
});
