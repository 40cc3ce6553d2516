import type { Command } from 'commander';

/** `drydock lint <folders...>`: what is wrong with labs, and where. Exit code 1 when there are errors. */
export function registerLint(program: Command): void {
  program
    .command('lint')
    .description('read labs and say what is wrong with them, as file:line:column')
    .argument('<folders...>', 'folders of labs, such as labs/*')
    .action(async (folders: string[]) => {
      // Loaded when it runs: no other command needs the parser.
      const { lintLabs } = await import('./lint-labs.ts');
      const { text, errors } = await lintLabs(folders);
      process.stdout.write(`${text}\n`);
      if (errors > 0) process.exitCode = 1;
    });
}
