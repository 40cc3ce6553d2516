import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenAddress, requireFreePort } from './port.ts';

let other: Server;
let port: number;
beforeEach(async () => {
  other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  port = (other.address() as AddressInfo).port;
});
afterEach(() => {
  other.close();
});

test('the address is of this box alone unless asked otherwise', () => {
  expect(listenAddress({})).toEqual({ host: '127.0.0.1', port: 8080 });
  expect(listenAddress({ HOST: '0.0.0.0', PORT: '0' })).toEqual({ host: '0.0.0.0', port: 0 });
});

test.each(['eighty', '-1', '65536', '80.5'])('PORT=%s is refused', (PORT) => {
  expect(() => listenAddress({ PORT })).toThrow(`PORT is "${PORT}"`);
});

test('a taken port is an error that names the way out', async () => {
  await expect(requireFreePort({ host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: `Drydock cannot listen on 127.0.0.1:${port}: another program listens there already.`,
    hint: expect.stringContaining('PORT='),
  });
});

test('a free port is left free', async () => {
  await new Promise((resolve) => {
    other.close(resolve);
  });
  await requireFreePort({ host: '127.0.0.1', port });
  await requireFreePort({ host: '127.0.0.1', port });
});

test('any port will do when 0 is asked for', async () => {
  await requireFreePort({ host: '127.0.0.1', port: 0 });
});

test('an address that is not of this box is refused', async () => {
  // A documentation network: no box has it.
  const refused = requireFreePort({ host: '198.51.100.7', port });
  await expect(refused).rejects.toThrow('this box has no such address');
});
