/** `size`: heights are to scale. `log`: small layers can be told apart beside large ones. */
export type Scale = 'size' | 'log';

/** One line of text fits. */
export const LEAST_HEIGHT = 28;
/** From here on a second line does. */
export const TWO_LINES = 46;
const TALLEST = { size: 230, log: 120 };
const LOG_UNIT = 1_000;

/** The height of a layer in pixels, where `largest` is the size of the largest that is shown. */
export function heightOf(size: number, largest: number, scale: Scale): number {
  const share =
    largest <= 0
      ? 0
      : scale === 'size'
        ? size / largest
        : Math.log1p(size / LOG_UNIT) / Math.log1p(largest / LOG_UNIT);
  return Math.max(LEAST_HEIGHT, Math.round(share * TALLEST[scale]));
}
