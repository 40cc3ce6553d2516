import { Command } from 'commander';
import { explain } from './explain.ts';

const program = new Command('drydock')
  .description('Self-hosted, browser-based, interactive Docker labs.')
  .helpCommand(false);

// Each command is loaded when it runs: `lint` should not wait for the engine's libraries.
program
  .command('prepare')
  .description('make this box ready: engine, sandbox image, base images, hub')
  .action(async () => (await import('./prepare.ts')).prepare());

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(explain(error));
  process.exitCode = 1;
});
