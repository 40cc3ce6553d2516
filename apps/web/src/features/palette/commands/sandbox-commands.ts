import { en } from '../../../i18n/en/index.ts';
import { messages } from '../../../i18n/messages.ts';
import { showOver } from '../../../stores/palette-store.ts';
import { pauseSandbox, resumeSandbox, useSession } from '../../../stores/session-store.ts';
import type { PageCommand } from '../page-command.ts';

/** What is done with the sandbox as a whole. */
export function sandboxCommands(): PageCommand[] {
  const { sandbox, connection } = useSession.getState();
  if (connection !== 'open') return [];
  const commands: (PageCommand | false)[] = [
    sandbox.status === 'ready' && of('pause', { run: pauseSandbox }),
    sandbox.status === 'paused' && of('continue', { run: resumeSandbox }),
    sandbox.status !== 'starting' && of('reset', { run: () => showOver('reset-sandbox') }),
  ];
  return commands.filter((command) => command !== false);
}

function of(id: 'pause' | 'continue' | 'reset', act: Pick<PageCommand, 'run'>): PageCommand {
  const text = messages().lab[id];
  return { id: `sandbox-${id}`, group: 'sandbox', text, also: en.lab[id], ...act };
}
