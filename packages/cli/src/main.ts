import { Command, InvalidArgumentError } from 'commander';
import { registerImport } from './import.ts';
import { registerLint } from './lint.ts';
import { registerNew } from './new.ts';
import { registerPreview } from './preview.ts';
import { registerTest } from './test/register.ts';

const program = new Command('drydock')
  .description('Self-hosted, browser-based, interactive Docker labs.')
  .helpCommand(false);

// Each command is loaded when it runs: `lint` should not wait for the engine's libraries.
program
  .command('prepare')
  .description('make this box ready: engine, sandbox image, base images, hub')
  .action(async () => (await import('./prepare.ts')).prepare());

program
  .command('up')
  .description('make this box ready and serve the labs, until stopped (PORT, HOST, DRYDOCK_LABS)')
  .option('--ephemeral', 'at the end, remove workspaces and all else of this instance', false)
  .option('--isolation <way>', 'rootless (default) or runtime:<OCI runtime of the engine>')
  .option('--privileged-sandboxes', 'let every learner be root of this box', false)
  .option(
    '--expect <learners>',
    'start sandboxes ahead for a workshop that is about to begin',
    count,
  )
  .action(async (options) => (await import('./up.ts')).up(options));

program
  .command('doctor')
  .description('say what this box can do as a host of sandboxes, and what is wrong with it')
  .option('--json', 'for programs', false)
  .action(async (options) => (await import('./doctor.ts')).doctor(options));

program
  .command('stop')
  .description("stop Drydock's own engine; its data stays")
  .option('--idle', 'only when no container runs on it', false)
  .action(async (options) => (await import('./stop.ts')).stop(options));

program
  .command('down')
  .description('remove all that Drydock has made on this box, and nothing else')
  .option('--packages', 'purge the Debian packages that Drydock has installed, too', false)
  .action(async (options) => (await import('./down.ts')).down(options));

registerNew(program);
registerPreview(program);
registerLint(program);
registerTest(program);
registerImport(program);

// What nobody waited for fails here, too, and leaves nothing that could go on.
process.on('uncaughtException', (error) => void fail(error).then(() => process.exit()));

await program.parseAsync().catch(fail);

async function fail(error: unknown): Promise<void> {
  const { explain } = await import('./explain.ts');
  process.stderr.write(explain(error));
  process.exitCode = 1;
}

function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError('It is a number of learners: 0 or more.');
}
