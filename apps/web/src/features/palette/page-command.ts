import type { PublicLab } from '@drydock/lab-format/schema';
import type { palette as enPalette } from '../../i18n/en/palette.ts';

export type GroupId = 'step' | 'steps' | 'terminals' | 'views' | 'sandbox' | 'page' | 'files';

/** One thing that can be done on the page. */
export interface PageCommand {
  /** The same each time, so that it is known again. */
  readonly id: string;
  readonly group: GroupId;
  readonly text: string;
  /** What it is found by as well. */
  readonly also?: string;
  /** How it stands: done, chosen. */
  readonly note?: string;
  /** Keys that do the same. */
  readonly keys?: string;
  /** Called when the palette has gone and the focus is back where it was. */
  run(): void;
}

export interface CommandSource {
  readonly lab: PublicLab;
  readonly step: number;
  readonly onGo: (step: number) => void;
  readonly goHome: () => void;
  readonly texts: typeof enPalette;
}
