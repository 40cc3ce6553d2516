import { expect, test } from 'vitest';
import { packageHosts } from './prepared-packages.ts';

test('what a host allows, and the mirror that it uses', () => {
  expect(packageHosts({})).toEqual([]);
  expect(
    packageHosts({
      DRYDOCK_PACKAGE_HOSTS: ' proxy.golang.org, .crates.io,proxy.golang.org',
      DRYDOCK_DEBIAN_MIRROR: 'http://mirror.example:8080',
    }),
  ).toEqual(['proxy.golang.org', '.crates.io', 'mirror.example']);
});

test('a name that is none is refused, not handed to the proxy', () => {
  expect(() => packageHosts({ DRYDOCK_PACKAGE_HOSTS: 'https://pypi.org' })).toThrow('pypi.org');
});
