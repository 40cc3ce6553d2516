import type { Catalogue } from '../en/index.ts';
import { blocks } from './blocks.ts';
import { common } from './common.ts';
import { editor } from './editor.ts';
import { errors } from './errors.ts';
import { lab } from './lab.ts';
import { notices } from './notices.ts';
import { preview } from './preview.ts';
import { terminal } from './terminal.ts';
import { upper } from './upper.ts';

/** Loaded by those who read Japanese. */
export const ja: Catalogue = {
  blocks,
  common,
  editor,
  lab,
  notices,
  preview,
  terminal,
  upper,
  errors,
};
