import { expect, test } from 'vitest';
import { CommandError } from '../debian/host-command.ts';
import { explained, mountPoints } from './mounts.ts';

test('reads the mount points of a mountinfo text', () => {
  const text = [
    '22 1 254:0 / / rw,relatime - ext4 /dev/vda rw',
    '90 22 0:50 / /srv/my\\040disk/engine/data rw - overlay overlay rw',
    '',
  ].join('\n');
  expect(mountPoints(text)).toEqual(['/', '/srv/my disk/engine/data']);
});

test('a box without umount is told which program it needs', () => {
  const cause = Object.assign(new Error('spawn umount ENOENT'), { code: 'ENOENT' });
  const error = new CommandError('umount: spawn umount ENOENT', { cause });
  expect(explained(error, { program: 'umount', what: '/home/disks/a' })).toMatchObject({
    code: 'PROGRAM_MISSING',
    message: '/home/disks/a has to be released, and this box has no program "umount".',
  });
});

test('a mount that is in use is named, with what the program said, in one line', () => {
  const error = new CommandError('umount: exit code 32\n  target is busy', {
    cause: new Error(''),
  });
  expect(explained(error, { program: 'umount', what: '/home/disks/a' })).toMatchObject({
    code: 'STILL_IN_USE',
    message: '/home/disks/a is still in use: umount: exit code 32 target is busy',
  });
});
