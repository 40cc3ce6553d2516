import { PROXY_PORT, type Subnet } from './subnets.ts';

/** Reached without the proxy: the machine itself, its containers, the hub. */
const DIRECT = [
  ...['localhost', '127.0.0.0/8', '::1', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ...['docker.io', '.docker.io', 'host.docker.internal'],
];

/** The environment with which programs use the package proxy of the session's network: some know one case only. */
export function proxyEnvironment({ proxy }: Pick<Subnet, 'proxy'>): string[] {
  const address = `http://${proxy}:${PROXY_PORT}`;
  const variables = { HTTP_PROXY: address, HTTPS_PROXY: address, NO_PROXY: DIRECT.join(',') };
  return Object.entries(variables).flatMap(([name, value]) => [
    `${name}=${value}`,
    `${name.toLowerCase()}=${value}`,
  ]);
}
