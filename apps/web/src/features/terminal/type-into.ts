import { hasUnsavedFiles, settleFiles } from '../../stores/file-actions.ts';
import {
  openTerminal,
  sendInput,
  showTerminal,
  useTerminals,
} from '../../stores/terminals-store.ts';
import { showPane } from '../../stores/workbench-store.ts';
import { keystrokes } from './keystrokes.ts';
import { screenOf } from './screens.ts';

/** Milliseconds that a new shell gets to show its first prompt; typing before it also arrives, but twice on the screen. */
const PROMPT_LIMIT = 4_000;

/** Types the text and Enter into the terminal, as the learner would; opens it where needed. Throws ProblemError. */
export async function typeInto(terminal: string, text: string): Promise<void> {
  showPane('terminals');
  showTerminal(terminal);
  const isNew = !useTerminals
    .getState()
    .tabs.some(({ name, status }) => name === terminal && status === 'open');
  await openTerminal(terminal);
  const screen = screenOf(terminal);
  if (isNew) await screen.promptSeen(PROMPT_LIMIT);
  // A build shall find what the editor shows.
  if (hasUnsavedFiles()) await settleFiles();
  sendInput(terminal, keystrokes(text, { brackets: screen.takesBrackets() }));
  screen.focus();
}
