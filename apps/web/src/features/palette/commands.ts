import { blockCommands } from './commands/block-commands.ts';
import { pageCommands } from './commands/page-commands.ts';
import { sandboxCommands } from './commands/sandbox-commands.ts';
import { stepCommands } from './commands/step-commands.ts';
import { workCommands } from './commands/work-commands.ts';
import type { CommandSource, PageCommand } from './page-command.ts';

/** All that can be done now, in the order in which it is shown. */
export function commandsOf(source: CommandSource): PageCommand[] {
  return [
    ...blockCommands(source),
    ...stepCommands(source),
    ...workCommands(source),
    ...sandboxCommands(source),
    ...pageCommands(source),
  ];
}
