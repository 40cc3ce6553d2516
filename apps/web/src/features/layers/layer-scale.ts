/** `size`: heights are to scale. `log`: small layers can be told apart beside large ones. */
export type Scale = 'size' | 'log';

/** How layers are drawn: `largest` is the size of the largest, `tallest` its height in pixels. */
export interface Drawing {
  readonly scale: Scale;
  readonly largest: number;
  readonly tallest: number;
}

/** One line of text fits. */
export const LEAST_HEIGHT = 28;
/** From here on a second line does. */
export const TWO_LINES = 46;
/** Between two layers. */
const GAP = 3;
const LOG_UNIT = 1_000;

/** The largest layer is no lower, so that it is seen to be, and no higher, however much room there is. */
const TALLEST = { size: { least: 84, most: 340 }, log: { least: 64, most: 150 } };

/** The height of a layer in pixels. Below the least, heights are not to scale. */
export function heightOf(size: number, { scale, largest, tallest }: Drawing): number {
  return Math.max(LEAST_HEIGHT, Math.round(shareOf(size, { scale, largest }) * tallest));
}

/**
 * The drawing in which the highest tower is within `room` pixels, if layers need not be too low for that. A tower is
 * the sizes of its layers, and the pixels of what stands on them.
 */
export function fitDrawing(
  towers: readonly { readonly sizes: readonly number[]; readonly above: number }[],
  { scale, room }: { readonly scale: Scale; readonly room: number },
): Drawing {
  const largest = Math.max(0, ...towers.flatMap(({ sizes }) => sizes));
  const { least, most } = TALLEST[scale];
  const fits = (tallest: number) =>
    towers.every(({ sizes, above }) => {
      const heights = sizes.map((size) => heightOf(size, { scale, largest, tallest }) + GAP);
      return heights.reduce((sum, height) => sum + height, above) <= room;
    });
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return { scale, largest, tallest: low };
}

function shareOf(size: number, { scale, largest }: Pick<Drawing, 'scale' | 'largest'>): number {
  if (largest <= 0) return 0;
  if (scale === 'size') return size / largest;
  return Math.log1p(size / LOG_UNIT) / Math.log1p(largest / LOG_UNIT);
}
