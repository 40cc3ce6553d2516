import type { Catalogue } from '../en/index.ts';
import { common } from './common.ts';
import { home } from './home.ts';
import { upper } from './upper.ts';

/** Loaded by those who read Japanese. */
export const ja: Catalogue = { common, home, upper };
