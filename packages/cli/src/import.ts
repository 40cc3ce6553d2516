import { type Command, Option } from 'commander';

interface ImportCommand {
  readonly to?: string;
  readonly format: string;
  readonly only?: string;
  readonly force: boolean;
  readonly json: boolean;
}

// Written here, too: to load the importers for the help alone would take a second.
const FORMATS = ['auto', 'katacoda', 'labspace', 'pwd', 'mkdocs', 'readme'];

const AFTER = `
Formats: katacoda (also Killercoda and O'Reilly), labspace, pwd (Play with Docker), mkdocs, readme.
Each lab ends with what was lost: file:line, whether it was dropped or changed, and why.
Exit code: 0 when every lab was imported, 1 when one was not.`;

/** `drydock import <folder | git URL>`: labs of other platforms as labs of ours. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('make labs of what was written for other platforms, and say what was lost')
    .argument('<from>', 'a folder, a Markdown file, or the URL of a git repository')
    .option('--to <folder>', 'the folder of the lab; of several labs, the one they are put into')
    .addOption(
      new Option('--format <format>', 'how it is written').choices(FORMATS).default('auto'),
    )
    .option('--only <path>', 'only what is in this folder, or is this file, of the source')
    .option('--force', 'write over a lab that is there already', false)
    .option('--json', 'for programs', false)
    .addHelpText('after', AFTER)
    .action(async (from: string, options: ImportCommand) => {
      const { importFrom } = await import('./import-labs.ts');
      const result = await importFrom({ ...options, from });
      const text = options.json
        ? JSON.stringify(result, null, 2)
        : (await import('./import-text.ts')).toText(result);
      process.stdout.write(`${text}\n`);
      const failed = result.labs.some(({ path, errors }) => path === null || errors.length > 0);
      if (failed || result.labs.length === 0) process.exitCode = 1;
    });
}
