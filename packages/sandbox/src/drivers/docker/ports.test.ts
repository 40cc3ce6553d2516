import { expect, test } from 'vitest';
import { parsePorts } from './ports.ts';

function list(ports: unknown[]): string {
  return JSON.stringify([{ Names: ['/web'], Ports: ports }]);
}

test('no containers, no ports', () => {
  expect(parsePorts('[]')).toEqual([]);
  expect(parsePorts('[{"Names":["/a"]},{"Names":["/b"],"Ports":[]}]')).toEqual([]);
});

test('a port published on IPv4 and IPv6 is one port', () => {
  const port = { PrivatePort: 80, PublicPort: 8080, Type: 'tcp' };
  expect(
    parsePorts(
      list([
        { ...port, IP: '0.0.0.0' },
        { ...port, IP: '::' },
      ]),
    ),
  ).toEqual([{ port: 8080, containerPort: 80, container: 'web' }]);
});

test('what is exposed only, not TCP, or published for the sandbox itself is left out', () => {
  const ports = [
    { PrivatePort: 80, Type: 'tcp' },
    { IP: '0.0.0.0', PrivatePort: 53, PublicPort: 5353, Type: 'udp' },
    { IP: '127.0.0.1', PrivatePort: 80, PublicPort: 8081, Type: 'tcp' },
    { IP: '::1', PrivatePort: 80, PublicPort: 8082, Type: 'tcp' },
  ];
  expect(parsePorts(list(ports))).toEqual([]);
});

test('ports come by number', () => {
  const ports = [9000, 80, 443].map((port) => ({
    IP: '0.0.0.0',
    PrivatePort: port,
    PublicPort: port,
    Type: 'tcp',
  }));
  expect(parsePorts(list(ports))?.map(({ port }) => port)).toEqual([80, 443, 9000]);
});

test.each(['', '{', '{}', '[1]', '[{"Ports":[{"Type":3}]}]'])('%j is no list', (line) => {
  expect(parsePorts(line)).toBeUndefined();
});
