import { expect, test } from 'vitest';
import { homeId, ownLabels } from './labels.ts';

test('an object says whose it is, of which home and what for', () => {
  expect(ownLabels({ instance: 'main', home: '/var/lib/drydock' }, 'hub')).toEqual({
    'io.drydock.instance': 'main',
    'io.drydock.home': homeId('/var/lib/drydock'),
    'io.drydock.kind': 'hub',
  });
});

test('a home has one id however its path is written, and another home another', () => {
  expect(homeId('/var/lib/drydock')).toMatch(/^[0-9a-f]{12}$/);
  expect(homeId('/var/lib/../lib/drydock/')).toBe(homeId('/var/lib/drydock'));
  expect(homeId('/srv/drydock')).not.toBe(homeId('/var/lib/drydock'));
});
