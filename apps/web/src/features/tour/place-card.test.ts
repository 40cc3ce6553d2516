import { expect, test } from 'vitest';
import { placeCard } from './place-card.ts';

const CARD = { width: 300, height: 200 };
const PAGE = { width: 1440, height: 900 };

test.each([
  ['right of a column at the left', { left: 0, top: 52, width: 540, height: 848 }, [554, 376]],
  ['left of a pane at the right', { left: 540, top: 500, width: 900, height: 400 }, [226, 600]],
  ['below a bar over the whole width', { left: 0, top: 0, width: 1440, height: 52 }, [570, 66]],
  ['above a bar at the foot', { left: 0, top: 848, width: 1440, height: 52 }, [570, 634]],
  ['at the bottom over a whole page', { left: 0, top: 0, width: 1440, height: 900 }, [570, 686]],
  ['within the page beside a corner', { left: 0, top: 0, width: 60, height: 30 }, [74, 14]],
])('%s', (_, target, [left, top]) => {
  expect(placeCard(target, CARD, PAGE)).toEqual({ left, top });
});
