import { expect, test } from 'vitest';
import { proxyEnvironment } from './proxy-environment.ts';
import { subnetAt } from './subnets.ts';

test('programs find the proxy of their own network, in either case', () => {
  const environment = proxyEnvironment(subnetAt(1));
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy']) {
    expect(environment).toContain(`${name}=http://10.210.0.20:3128`);
  }
});

test('the hub, the machine and its containers are reached without it', () => {
  const direct = proxyEnvironment(subnetAt(0)).filter((line) => /^no_proxy=/i.test(line));
  expect(direct).toHaveLength(2);
  for (const line of direct) {
    const names = line.replace(/^no_proxy=/i, '').split(',');
    expect(names).toEqual(expect.arrayContaining(['localhost', '.docker.io', '172.16.0.0/12']));
  }
});
