import { en } from '../../../i18n/en/index.ts';
import { palette as english } from '../../../i18n/en/palette.ts';
import { messages } from '../../../i18n/messages.ts';
import { openFile } from '../../../stores/file-actions.ts';
import { useFiles } from '../../../stores/files-store.ts';
import { useSession } from '../../../stores/session-store.ts';
import { useTerminalNames } from '../../../stores/terminal-names-store.ts';
import { openNextTerminal, showTerminal, useTerminals } from '../../../stores/terminals-store.ts';
import { setSearching } from '../../../stores/tree-store.ts';
import { showPane, showUpper, useWorkbench } from '../../../stores/workbench-store.ts';
import { notifyFailure } from '../../../ui/notify.ts';
import { UPPER_VIEWS } from '../../lab/upper-views.ts';
import type { CommandSource, PageCommand } from '../page-command.ts';
import { goToPane, goToText, PANES } from '../panes.ts';

/** More than anybody looks through; the search in the files' texts finds any. */
const MOST_FILES = 1000;

/** Terminals, views, panes and files. */
export function workCommands(source: CommandSource): PageCommand[] {
  return [...terminals(source), ...views(source), ...files(source)];
}

function terminals({ texts }: CommandSource): PageCommand[] {
  const isReady = useSession.getState().sandbox.status === 'ready';
  const { names } = useTerminalNames.getState();
  const openNew: PageCommand = {
    ...{ id: 'terminal-new', group: 'terminals', text: messages().terminal.openNew },
    also: en.terminal.openNew,
    run: () => {
      showPane('terminals');
      openNextTerminal().then(() => goToPane('terminals'), notifyFailure);
    },
  };
  return [
    ...useTerminals.getState().tabs.map(
      ({ name }): PageCommand => ({
        ...{
          id: `terminal:${name}`,
          group: 'terminals',
          text: texts.showTerminal(names[name] ?? name),
        },
        also: english.showTerminal(name),
        run: () => {
          showTerminal(name);
          goToPane('terminals');
        },
      }),
    ),
    ...(isReady ? [openNew] : []),
  ];
}

function views({ texts }: CommandSource): PageCommand[] {
  const { upper } = messages();
  const { preview } = useWorkbench.getState();
  const shown = [
    ...UPPER_VIEWS.map(({ id }) => ({ id, text: upper[id], also: en.upper[id] })),
    ...(preview
      ? [{ id: 'preview' as const, text: upper.preview(preview.port), also: en.upper.preview(0) }]
      : []),
  ];
  return [
    ...PANES.map(
      ({ pane }): PageCommand => ({
        ...{ id: `pane:${pane}`, group: 'views', text: texts.goTo[pane], also: english.goTo[pane] },
        keys: 'F6',
        run: () => {
          if (pane === 'editor' && useFiles.getState().active !== null) goToText();
          else goToPane(pane);
        },
      }),
    ),
    ...shown.map(
      ({ id, text, also }): PageCommand => ({
        ...{ id: `view:${id}`, group: 'views', text: texts.show(text), also: english.show(also) },
        run: () => {
          showUpper(id);
          showPane('editor');
          // The tab that was left takes no focus any more.
          requestAnimationFrame(focusSelectedTab);
        },
      }),
    ),
  ];
}

function files({ texts }: CommandSource): PageCommand[] {
  const { tree } = useFiles.getState();
  const isReady = useSession.getState().sandbox.status === 'ready';
  const search: PageCommand = {
    ...{ id: 'search-files', group: 'files', text: texts.searchFiles, keys: 'Ctrl+Shift+F' },
    also: english.searchFiles,
    run: () => {
      showUpper('editor');
      showPane('editor');
      setSearching(true);
    },
  };
  const entries = tree.status === 'ready' ? tree.entries : [];
  return [
    ...(isReady ? [search] : []),
    ...entries
      .filter(({ kind }) => kind === 'file')
      .slice(0, MOST_FILES)
      .map(
        ({ path }): PageCommand => ({
          ...{ id: `file:${path}`, group: 'files', text: texts.openFile(path), also: path },
          run: () => void openFile(path).then(goToText),
        }),
      ),
  ];
}

function focusSelectedTab(): void {
  const selected = '[data-tour="views"] [role=tab][aria-selected=true]';
  document.querySelector<HTMLElement>(selected)?.focus();
}
