import { freeTerminalName, showTerminal, useTerminals } from '../../stores/terminals-store.ts';
import { showPane } from '../../stores/workbench-store.ts';
import { screenOf } from '../terminal/screens.ts';
import { typeInto } from '../terminal/type-into.ts';

/** By command, the terminal that was opened for it and is still there. */
const opened = new Map<string, string>();

useTerminals.subscribe(({ tabs }) => {
  for (const [command, terminal] of opened) {
    if (!tabs.some(({ name }) => name === terminal)) opened.delete(command);
  }
});

/**
 * Runs a command that keeps its terminal in a terminal of its own, where the learner sees it typed. While it runs
 * there still, that terminal is shown. Throws ProblemError, TERMINAL_LIMIT among it.
 */
export async function runInOwnTerminal(command: string): Promise<void> {
  const known = opened.get(command);
  if (known !== undefined && !screenOf(known)?.isAtShellPrompt()) {
    showPane('terminals');
    showTerminal(known);
    screenOf(known)?.focus();
    return;
  }
  const terminal = known ?? freeTerminalName();
  await typeInto({ terminal, text: command });
  opened.set(command, terminal);
}
