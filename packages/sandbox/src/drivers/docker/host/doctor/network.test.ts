import { expect, test } from 'vitest';
import { HostError } from '../errors.ts';
import { examinedBox } from './examined.fixture.ts';
import { examineEgress, examineFirewall, examineTun } from './network.ts';

test.each([
  [0o666, true, 'ok'],
  [0o600, true, 'warning'],
  [0o600, false, 'problem'],
  [undefined, true, 'warning'],
  [undefined, false, 'problem'],
])('a tun device of mode %s, root %s: %s', async (mode, isRoot, state) => {
  expect(await examineTun(examinedBox({ isRoot, mode: async () => mode }))).toMatchObject({
    state,
  });
});

test('the egress is told in words', async () => {
  const look = (value?: string) =>
    examineEgress(examinedBox({}, { environment: { DRYDOCK_EGRESS: value } }));
  expect(await look()).toMatchObject({ state: 'ok', detail: expect.stringContaining('open') });
  expect(await look('none')).toMatchObject({ detail: expect.stringContaining('hub only') });
  expect(await look('some')).toMatchObject({ state: 'problem' });
});

test('the firewall: loaded, away, never prepared, not to be asked', async () => {
  const box = examinedBox();
  expect(await examineFirewall(box, async () => 'loaded')).toMatchObject({ state: 'ok' });
  expect(await examineFirewall(box, async () => 'missing')).toMatchObject({ state: 'warning' });
  expect(await examineFirewall(box, async () => 'no-image')).toMatchObject({
    detail: 'this box is not prepared yet',
  });
  const failing = async () => {
    throw new HostError({ code: 'FIREWALL_NOT_LOADED', message: 'no nft', hint: 'modprobe' });
  };
  expect(await examineFirewall(box, failing)).toMatchObject({
    state: 'problem',
    detail: 'no nft',
    advice: 'modprobe',
  });
  const without = examinedBox({}, { engine: undefined });
  expect(await examineFirewall(without)).toMatchObject({ state: 'warning' });
});
