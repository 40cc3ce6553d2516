import type { Layer, LayerContainer, LayeredImage } from '@drydock/protocol';

/** `base/deps 12/app 1`: chains from the bottom with their kilobytes; `-CMD x` is a setting. */
export function imageOf(
  tag: string,
  stack: string,
  more: Partial<LayeredImage> = {},
): LayeredImage {
  const layers = stack.split('/').map(layerOf);
  return {
    id: `sha256:${tag.replace(/\W/g, '').padEnd(64, '0')}`,
    tags: [tag],
    own: true,
    created: '2026-11-21T18:00:00.000Z',
    size: layers.reduce((sum, { size }) => sum + size, 0),
    layers,
    containers: [],
    ...more,
  };
}

export function containerOf(name: string, more: Partial<LayerContainer> = {}): LayerContainer {
  return {
    id: name,
    name,
    running: true,
    size: 3_000,
    changes: [],
    changesTruncated: false,
    ...more,
  };
}

function layerOf(text: string): Layer {
  const created = '2026-11-21T17:00:00.000Z';
  if (text.startsWith('-')) {
    return { chainId: null, size: 0, instruction: text.slice(1), created };
  }
  const [chainId = '', kilobytes = '1'] = text.split(' ');
  return { chainId, size: Number(kilobytes) * 1_000, instruction: `RUN make ${chainId}`, created };
}
