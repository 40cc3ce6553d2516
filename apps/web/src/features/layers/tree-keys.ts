/**
 * The item of the tree that an arrow key leads to, as it is drawn: up to what stands on it, down to what it stands
 * on, left and right to the neighbour at the same height. Null for a key that leads nowhere.
 */
export function itemToGoTo(key: string, from: HTMLElement): HTMLElement | null {
  const frame = from.closest<HTMLElement>('[data-item]');
  if (!frame) return null;
  switch (key) {
    case 'ArrowUp':
      return itemOf(framesAbove(frame)[0]);
    case 'ArrowDown':
      return itemOf(frameBelow(frame));
    case 'ArrowLeft':
      return itemOf(beside(frame, -1));
    case 'ArrowRight':
      return itemOf(beside(frame, 1));
    case 'Home':
      return itemOf(lowest(frame));
    case 'End':
      return itemOf(highest(frame));
    default:
      return null;
  }
}

/** The next frame to that side, as high above where the two part as this one, or as high as there is one. */
function beside(frame: HTMLElement, side: -1 | 1): HTMLElement | undefined {
  let height = 0;
  for (let at: HTMLElement | null = frame; at; at = frameBelow(at)) {
    const siblings = siblingsOf(at);
    let found: HTMLElement | undefined = siblings[siblings.indexOf(at) + side];
    if (found) {
      for (; height > 0; height -= 1) found = framesAbove(found).at(side === 1 ? 0 : -1) ?? found;
      return found;
    }
    height += 1;
  }
  return undefined;
}

function lowest(frame: HTMLElement): HTMLElement {
  const below = frameBelow(frame);
  return below ? lowest(below) : frame;
}

function highest(frame: HTMLElement): HTMLElement {
  const [above] = framesAbove(frame);
  return above ? highest(above) : frame;
}

function frameBelow(frame: HTMLElement): HTMLElement | null {
  return frame.parentElement?.closest<HTMLElement>('[data-item]') ?? null;
}

function framesAbove(frame: HTMLElement): HTMLElement[] {
  return [...frame.querySelectorAll<HTMLElement>(':scope > [role=group] > [data-item]')];
}

function siblingsOf(frame: HTMLElement): HTMLElement[] {
  return [...(frame.parentElement?.children ?? [])].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && 'item' in child.dataset,
  );
}

function itemOf(frame: HTMLElement | null | undefined): HTMLElement | null {
  return frame?.querySelector<HTMLElement>(':scope > [role=treeitem]') ?? null;
}
