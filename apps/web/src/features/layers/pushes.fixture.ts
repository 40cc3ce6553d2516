import type { Push, PushedLayer } from '@drydock/protocol';

export function pushOf(more: Partial<Push> = {}): Push {
  return {
    id: 'p1',
    repository: 'learner-1/hello',
    tag: 'latest',
    digest: digestOf('d'),
    at: '2026-11-21T18:05:00.000Z',
    layers: [
      layerOf('a', 20_000_000, 'mounted'),
      layerOf('b', 10_000_000, 'mounted'),
      layerOf('c', 4_000_000, 'exists'),
      layerOf('e', 120, 'uploaded'),
    ],
    ...more,
  };
}

function layerOf(letter: string, size: number, outcome: PushedLayer['outcome']): PushedLayer {
  return { digest: digestOf(letter), size, outcome };
}

function digestOf(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}
