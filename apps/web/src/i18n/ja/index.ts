import type { Catalogue } from '../en/index.ts';
import { blocks } from './blocks.ts';
import { editor } from './editor.ts';
import { errors } from './errors.ts';
import { everywhere } from './everywhere.ts';
import { lab } from './lab.ts';
import { notices } from './notices.ts';
import { preview } from './preview.ts';
import { terminal } from './terminal.ts';
import { upper } from './upper.ts';

/** Loaded by those who read Japanese. */
export const ja: Catalogue = {
  blocks,
  everywhere,
  editor,
  lab,
  notices,
  preview,
  terminal,
  upper,
  errors,
};
