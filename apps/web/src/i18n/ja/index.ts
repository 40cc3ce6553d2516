import type { Catalogue } from '../en/index.ts';
import { common } from './common.ts';
import { home } from './home.ts';

/** Loaded by those who read Japanese. */
export const ja: Catalogue = { common, home };
