import { layers as en } from '../../i18n/en/layers.ts';
import { layers as ja } from '../../i18n/ja/layers.ts';
import { useLater } from '../../i18n/messages.ts';

export type LayersTexts = typeof en;

/** The texts of the layers view, which come with it. */
export function useTexts(): LayersTexts {
  return useLater({ en, ja });
}
