import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainIds, imageLayers, instructionOf } from './image-layers.ts';

const diff = (letter: string) => `sha256:${letter.repeat(64)}`;
/** As the engine tells them: the newest first. */
const history = (...entries: [createdBy: string, size: number][]) =>
  entries.map(([CreatedBy, Size]) => ({ CreatedBy, Size, Created: 1_763_700_000 })).toReversed();

test('a chain is the first layer’s sum, then the sum of the chain below and the next', () => {
  // By hand: printf '%s' 'sha256:aa… sha256:bb…' | sha256sum
  expect(chainIds([diff('a'), diff('b'), diff('c')])).toEqual([
    diff('a'),
    'sha256:ccd722928bd92476ba1745586fed6e45a102504185ad88cd89e01ff116fd146c',
    'sha256:c1377126441fb2f5ec2c21ae2a60255331d639e830f0ee1b40a36e52d4c40588',
  ]);
});

test('images that begin alike share their first chains, and none after the first difference', () => {
  const sums = fc.array(fc.constantFrom('a', 'b', 'c').map(diff), { maxLength: 6 });
  fc.assert(
    fc.property(sums, sums, (one, two) => {
      const chains = [chainIds(one), chainIds(two)] as const;
      const longest = Math.max(one.length, two.length);
      let isSame = true;
      for (let at = 0; at < longest; at += 1) {
        isSame &&= one[at] === two[at];
        expect(chains[0][at] === chains[1][at]).toBe(isSame);
      }
    }),
  );
});

test('settings have no layer; each of the others has its own, in order', () => {
  const told = history(
    ['/bin/sh -c #(nop) ADD file:1234 in / ', 70],
    ['/bin/sh -c #(nop)  CMD ["sh"]', 0],
    ['WORKDIR /app', 0],
    ['RUN /bin/sh -c true # buildkit', 0],
    ['ENV A=1', 0],
    ['COPY app.py . # buildkit', 5],
  );
  const layers = imageLayers(told, ['a', 'b', 'c', 'd'].map(diff));
  expect(
    layers.map(({ instruction, size, chainId }) => [instruction, size, chainId !== null]),
  ).toEqual([
    ['ADD file:1234 in /', 70, true],
    ['CMD ["sh"]', 0, false],
    ['WORKDIR /app', 0, true],
    ['RUN true', 0, true],
    ['ENV A=1', 0, false],
    ['COPY app.py .', 5, true],
  ]);
  expect(layers.flatMap(({ chainId }) => chainId ?? [])).toEqual(
    chainIds(['a', 'b', 'c', 'd'].map(diff)),
  );
  expect(layers[0]?.created).toBe('2025-11-21T04:40:00.000Z');
});

test('a WORKDIR that was there already has no layer when the number says so', () => {
  const told = history(['ADD rootfs.tar /', 70], ['WORKDIR /', 0], ['RUN /bin/sh -c true', 0]);
  const layers = imageLayers(told, [diff('a'), diff('b')]);
  expect(layers.map(({ chainId }) => chainId !== null)).toEqual([true, false, true]);
});

test('whatever the history says, every layer is there once and from bottom to top', () => {
  const entry = fc.record({
    CreatedBy: fc.oneof(
      fc.string(),
      fc.constantFrom('ENV A=1', 'RUN x', 'COPY a b', 'WORKDIR /', ''),
    ),
    Size: fc.integer({ min: 0, max: 9 }),
    Created: fc.integer(),
  });
  const sums = fc.array(fc.constantFrom('a', 'b').map(diff), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), sums, (told, diffIds) => {
      const layers = imageLayers(told, diffIds);
      expect(layers.flatMap(({ chainId }) => chainId ?? [])).toEqual(chainIds(diffIds));
      expect(layers.length).toBeGreaterThanOrEqual(told.length);
    }),
  );
});

test.each([
  ['RUN /bin/sh -c apk add curl # buildkit', 'RUN apk add curl'],
  ['RUN |2 A=1 B=two /bin/sh -c make # buildkit', 'RUN make'],
  ['|1 A=1 /bin/sh -c make', 'RUN make'],
  ['/bin/sh -c apt-get update', 'RUN apt-get update'],
  ['/bin/bash -c make', 'RUN make'],
  ['/bin/sh -c #(nop)  EXPOSE 80', 'EXPOSE 80'],
  ['COPY . . # buildkit', 'COPY . .'],
  ['RUN sh /install.sh # buildkit', 'RUN sh /install.sh'],
  ['', ''],
])('%s is %s', (createdBy, instruction) => {
  expect(instructionOf(createdBy)).toBe(instruction);
});
