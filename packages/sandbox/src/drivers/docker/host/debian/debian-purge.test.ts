import { expect, test } from 'vitest';
import { removedBy } from './debian-purge.ts';

test('a simulated removal names what would go, and what would go with it', () => {
  const lines = [
    'Reading package lists...',
    'The following packages will be REMOVED:',
    '  docker.io* portainer*',
    'Purg docker.io [20.10.24+dfsg1-1+deb12u1]',
    'Remv portainer [2.0]',
    'Inst nothing',
  ];
  expect(removedBy(lines)).toEqual(['docker.io', 'portainer']);
});
