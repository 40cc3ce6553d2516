import { expect, test } from 'vitest';
import { examinedBox } from './examined.fixture.ts';
import { examineAppArmor, examineOverlay, examineUserNamespaces } from './namespaces.ts';

const refusing = { tryAsUser: async () => 'unshare: Operation not permitted' };

test('namespaces and overlays are tried as an ordinary user', async () => {
  const tried: string[] = [];
  const box = {
    async tryAsUser(command: readonly string[]) {
      tried.push(command.join(' '));
      return undefined;
    },
  };
  expect(await examineUserNamespaces(examinedBox(box))).toMatchObject({ state: 'ok' });
  expect(await examineOverlay(examinedBox(box))).toMatchObject({ state: 'ok' });
  expect(tried).toEqual([
    'unshare --user --map-root-user true',
    expect.stringMatching(/^unshare --user --map-root-user --mount sh -c .*userxattr/),
  ]);
});

test('a refusal is a problem, in the words of the program', async () => {
  expect(await examineUserNamespaces(examinedBox(refusing))).toMatchObject({
    state: 'problem',
    detail: 'unshare: Operation not permitted',
    advice: expect.stringContaining('max_user_namespaces'),
  });
  expect(await examineOverlay(examinedBox(refusing))).toMatchObject({ state: 'problem' });
});

test('Debian’s switch is named where it is off', async () => {
  const box = { ...refusing, read: async () => '0\n' };
  expect(await examineUserNamespaces(examinedBox(box))).toMatchObject({
    advice: 'sysctl -w kernel.unprivileged_userns_clone=1',
  });
});

test.each([
  [undefined, 'ok'],
  ['0\n', 'ok'],
  ['1\n', 'problem'],
])('AppArmor’s restriction %j is %s', async (value, state) => {
  expect(await examineAppArmor(examinedBox({ read: async () => value }))).toMatchObject({ state });
});
