import { en } from '../../../i18n/en/index.ts';
import { palette as english } from '../../../i18n/en/palette.ts';
import { messages } from '../../../i18n/messages.ts';
import { askForReset } from '../../../stores/palette-store.ts';
import {
  extendTime,
  pauseSandbox,
  resumeSandbox,
  useSession,
} from '../../../stores/session-store.ts';
import type { CommandSource, PageCommand } from '../page-command.ts';

/** What is done with the sandbox as a whole. */
export function sandboxCommands({ texts }: CommandSource): PageCommand[] {
  const { sandbox, connection, time } = useSession.getState();
  if (connection !== 'open') return [];
  const commands: (PageCommand | false)[] = [
    sandbox.status === 'ready' && of('pause', { run: pauseSandbox }),
    sandbox.status === 'paused' && of('continue', { run: resumeSandbox }),
    time !== null && time.extensions > 0 && extend(texts),
    sandbox.status !== 'starting' && of('reset', { run: askForReset }),
  ];
  return commands.filter((command) => command !== false);
}

function extend({ extendTime: text }: CommandSource['texts']): PageCommand {
  const also = english.extendTime;
  return { id: 'sandbox-extend', group: 'sandbox', text, also, run: extendTime };
}

function of(id: 'pause' | 'continue' | 'reset', act: Pick<PageCommand, 'run'>): PageCommand {
  const text = messages().lab[id];
  return { id: `sandbox-${id}`, group: 'sandbox', text, also: en.lab[id], ...act };
}
