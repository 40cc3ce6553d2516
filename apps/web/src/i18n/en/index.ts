import { common } from './common.ts';
import { home } from './home.ts';

/** Every text of what the first load brings. A feature that is loaded later brings its own: see the README. */
export const en = { common, home };

export type Catalogue = typeof en;
