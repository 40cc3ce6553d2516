import type { PlayedBlock, PlayedCheck, PlayedLab } from './results.ts';

export function playedBlock(rest: Partial<PlayedBlock>): PlayedBlock {
  return {
    ...{ id: 'b1', kind: 'run', title: 'true', typed: 'true', terminal: 'T1', verdict: 'pass' },
    ...{ why: '', milliseconds: 250, seen: [], drifted: [] },
    ...(rest.title !== undefined && { typed: rest.title }),
    ...rest,
  };
}

export function playedCheck(rest: Partial<PlayedCheck>): PlayedCheck {
  return {
    ...{ name: 'built', label: 'The image is built', verdict: 'pass' },
    before: { outcome: 'not-yet', why: 'There is no image.' },
    after: { outcome: 'pass' },
    ...rest,
  };
}

export function playedLab(rest: Partial<PlayedLab>): PlayedLab {
  return {
    slug: 'my-lab',
    title: 'My lab',
    steps: [],
    missingImages: [],
    milliseconds: 2000,
    ...rest,
  };
}
