import { common } from './common.ts';
import { home } from './home.ts';
import { upper } from './upper.ts';

/** Every text of what the first load brings. A feature that is loaded later brings its own: see the README. */
export const en = { common, home, upper };

export type Catalogue = typeof en;
