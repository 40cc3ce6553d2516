import type { ErrorCode } from '@drydock/protocol';
import { blocks } from './blocks.ts';
import { editor } from './editor.ts';
import { everywhere } from './everywhere.ts';
import { lab } from './lab.ts';
import { notices } from './notices.ts';
import { preview } from './preview.ts';
import { terminal } from './terminal.ts';
import { upper } from './upper.ts';

/** Every text of what the first load brings. A feature that is loaded later brings its own: see the README. */
export const en = {
  blocks,
  everywhere,
  editor,
  lab,
  notices,
  preview,
  terminal,
  upper,
  /** Problems come with their English words. */
  errors: {} as Readonly<Partial<Record<ErrorCode, { message: string; hint: string }>>>,
};

export type Catalogue = typeof en;
