export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Between the card and what it points at, and the edge of the page. Pixels. */
const GAP = 14;

/**
 * Where the card stands: beside the target on the side with room, right, left, below or above; where no side has it,
 * at the bottom of the page.
 */
export function placeCard(target: Box, card: Size, page: Size): { left: number; top: number } {
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  const within = (value: number, size: number, whole: number) =>
    Math.max(GAP, Math.min(value, whole - size - GAP));
  const left = within(target.left + (target.width - card.width) / 2, card.width, page.width);
  const top = within(target.top + (target.height - card.height) / 2, card.height, page.height);

  if (page.width - right >= card.width + 2 * GAP) return { left: right + GAP, top };
  if (target.left >= card.width + 2 * GAP) return { left: target.left - card.width - GAP, top };
  if (page.height - bottom >= card.height + 2 * GAP) return { left, top: bottom + GAP };
  if (target.top >= card.height + 2 * GAP) return { left, top: target.top - card.height - GAP };
  return { left, top: page.height - card.height - GAP };
}
