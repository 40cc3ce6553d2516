import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LintResult } from './lint-labs.ts';

interface LintOptions {
  readonly format: keyof typeof FORMATS;
  /** Warnings beyond this number are a failure; undefined: none is. */
  readonly maxWarnings?: number;
}

// Each is loaded when it is asked for: no other command needs the parser.
const FORMATS = {
  text: async (result: LintResult) => (await import('./lint-text.ts')).toText(result),
  json: async (result: LintResult) => JSON.stringify(result, null, 2),
  sarif: async (result: LintResult) => (await import('./lint-sarif.ts')).toSarif(result),
};

const EXIT_CODES = `
Exit code: 0 when nothing keeps a lab from being offered; 1 when there are errors, or more warnings than
--max-warnings allows. docs/lint-rules.md explains each rule.`;

/** `drydock lint <labs...>`: what is wrong with labs, and where. */
export function registerLint(program: Command): void {
  program
    .command('lint')
    .description('read labs and say what is wrong with them, as file:line:column')
    .argument('<labs...>', 'folders of labs, such as labs/*, or single files such as README.md')
    .addOption(
      new Option('--format <format>', 'text for people, json or sarif for programs')
        .choices(Object.keys(FORMATS))
        .default('text'),
    )
    .option('--max-warnings <number>', 'how many warnings are none too many', wholeNumber)
    .addHelpText('after', EXIT_CODES)
    .action(async (paths: string[], options: LintOptions) => {
      const { lintLabs } = await import('./lint-labs.ts');
      const result = await lintLabs(paths);
      process.stdout.write(`${await FORMATS[options.format](result)}\n`);
      const { maxWarnings = Number.POSITIVE_INFINITY } = options;
      const isTooMuch = result.warnings > maxWarnings;
      if (isTooMuch) {
        process.stderr.write(`There are more warnings than ${maxWarnings}.\n`);
      }
      if (result.errors > 0 || isTooMuch) process.exitCode = 1;
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('It is a number of warnings: 0 or more.');
}
