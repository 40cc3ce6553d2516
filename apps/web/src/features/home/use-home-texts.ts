import { home as en } from '../../i18n/en/home.ts';
import { home as ja } from '../../i18n/ja/home.ts';
import { useLater } from '../../i18n/messages.ts';

/** The texts of this feature: they come with it. */
export function useHomeTexts() {
  return useLater({ en, ja });
}
