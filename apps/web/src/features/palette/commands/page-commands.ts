import { en } from '../../../i18n/en/index.ts';
import { palette as english } from '../../../i18n/en/palette.ts';
import { messages } from '../../../i18n/messages.ts';
import { INTERFACE_LANGUAGES, useInterface } from '../../../stores/interface-store.ts';
import { showInLanguage } from '../../../stores/lab-store.ts';
import { nameOfLanguage } from '../../../stores/language-store.ts';
import { setTheme, usePreferences } from '../../../stores/preferences-store.ts';
import { startTour } from '../../../stores/tour-store.ts';
import { notifyFailure } from '../../../ui/notify.ts';
import { showAllIn } from '../../lab/show-all-in.ts';
import type { CommandSource, PageCommand } from '../page-command.ts';

const THEMES = ['system', 'light', 'dark'] as const;

/** Colours, languages, the tour, and the way out. */
export function pageCommands({ lab, goHome, texts }: CommandSource): PageCommand[] {
  const { theme } = usePreferences.getState();
  const { language } = useInterface.getState();
  const { tour } = messages().lab.steps;
  const note = (isChosen: boolean) => isChosen && { note: texts.isChosen };
  const hasChoice = lab.languages.length > 1;
  return [
    ...THEMES.map(
      (each): PageCommand => ({
        ...{ id: `theme:${each}`, group: 'page', text: texts.themes[each] },
        ...{ also: english.themes[each], run: () => setTheme(each) },
        ...note(each === theme),
      }),
    ),
    ...INTERFACE_LANGUAGES.map(
      (each): PageCommand => ({
        ...{ id: `page:${each}`, group: 'page', text: texts.pageLanguage(nameOfLanguage(each)) },
        also: english.pageLanguage(each),
        run: () => void showAllIn(each, lab).catch(notifyFailure),
        ...note(each === language),
      }),
    ),
    ...(hasChoice ? lab.languages : []).map(
      (each): PageCommand => ({
        ...{ id: `lab:${each}`, group: 'page', text: texts.labLanguage(nameOfLanguage(each)) },
        also: english.labLanguage(each),
        run: () => void showInLanguage(each).catch(notifyFailure),
        ...note(each === lab.language),
      }),
    ),
    { id: 'tour', group: 'page', text: tour, also: en.lab.steps.tour, run: startTour },
    { id: 'home', group: 'page', text: texts.goHome, also: english.goHome, run: goHome },
  ];
}
