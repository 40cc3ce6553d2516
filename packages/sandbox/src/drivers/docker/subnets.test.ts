import { expect, test } from 'vitest';
import { createSubnetPool, SUBNET_COUNT, subnetAt } from './subnets.ts';

test('a subnet has its gateway, hub, sandbox and package proxy', () => {
  expect(subnetAt(17)).toEqual({
    index: 17,
    cidr: '10.210.1.16/28',
    gateway: '10.210.1.17',
    hub: '10.210.1.18',
    sandbox: '10.210.1.19',
    proxy: '10.210.1.20',
  });
  expect(subnetAt(SUBNET_COUNT - 1).cidr).toBe('10.210.255.240/28');
});

test('every subnet is handed out once, and again when given back', () => {
  const pool = createSubnetPool(() => 4000);
  const all = Array.from({ length: SUBNET_COUNT }, () => pool.take());
  expect(new Set(all.map(({ cidr }) => cidr)).size).toBe(SUBNET_COUNT);
  expect(all[0]).toEqual(subnetAt(4000));
  expect(() => pool.take()).toThrow('in use');
  pool.give(subnetAt(9));
  expect(pool.take()).toEqual(subnetAt(9));
});
