import { en } from '../../../i18n/en/index.ts';
import { palette as english } from '../../../i18n/en/palette.ts';
import { messages } from '../../../i18n/messages.ts';
import { useChecks } from '../../../stores/checks-store.ts';
import { showOver } from '../../../stores/palette-store.ts';
import { showPane } from '../../../stores/workbench-store.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { addressOfHeading } from '../../lab/heading-address.ts';
import { progressOf } from '../../lab/progress.ts';
import type { CommandSource, PageCommand } from '../page-command.ts';

/** Going through the steps, and what is done with the one that is shown. */
export function stepCommands({ lab, step, onGo, texts }: CommandSource): PageCommand[] {
  const { steps } = messages().lab;
  const { checks } = useChecks.getState();
  const go = (next: number) => () => {
    showPane('instructions');
    onGo(next);
  };
  const move = (id: 'next' | 'previous', by: number, keys: string): PageCommand[] =>
    lab.steps[step + by]
      ? [{ ...of(id, steps[id], en.lab.steps[id]), keys, run: go(step + by) }]
      : [];
  return [
    ...move('next', 1, 'Alt+PageDown'),
    ...move('previous', -1, 'Alt+PageUp'),
    {
      ...of('reset', steps.reset, en.lab.steps.reset),
      run: () => showOver('reset-step'),
    },
    {
      ...of('link', texts.copyLink, english.copyLink),
      run: () => void copyText(link(`#/${step + 1}`)),
    },
    ...headings().map(
      ({ name, text }): PageCommand => ({
        ...of(`link-${name}`, texts.copyLinkTo(text), english.copyLinkTo(text)),
        run: () => void copyText(link(addressOfHeading(name))),
      }),
    ),
    ...lab.steps.map((each, index): PageCommand => {
      const isDone = progressOf(each, checks) === 'done';
      return {
        ...{ id: `step:${each.id}`, group: 'steps', run: go(index) },
        text: texts.goToStep(index + 1, each.title),
        also: english.goToStep(index + 1, ''),
        ...(index === step ? { note: texts.isHere } : isDone && { note: texts.isDone }),
      };
    }),
  ];
}

function of(id: string, text: string, also: string): Omit<PageCommand, 'run'> {
  return { id: `step-${id}`, group: 'step', text, also };
}

function headings(): { name: string; text: string }[] {
  const shown = document.querySelectorAll<HTMLElement>('[data-heading]');
  return [...shown].map(({ dataset, textContent }) => ({
    name: dataset.heading ?? '',
    text: textContent,
  }));
}

function link(address: string): string {
  return new URL(address, window.location.href).href;
}
