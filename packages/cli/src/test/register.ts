import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';

/** `drydock test <labs...>`: plays labs in real sandboxes. Exit code 1 when anything failed. */
export function registerTest(program: Command): void {
  program
    .command('test')
    .description('play labs in sandboxes of their own: each step, its checks before and after')
    .argument('[labs...]', 'folders of labs, such as labs/*')
    .option('--solutions', 'play solution/<step>.sh instead of the text where there is one', false)
    .option('--readme <files...>', 'play any Markdown documents, too', [])
    .option('--files <folder>', 'put these files into the workspace of the documents')
    .option('--before <script>', 'run this in the sandbox before each document')
    .option('--jobs <number>', 'labs at once', atLeastOne, availableParallelism())
    .option('--only <steps...>', 'play up to the last of these steps', [])
    .option('--junit <file>', 'write a JUnit report')
    .option('--json', 'for programs', false)
    .option('--verbose', 'show what each command printed', false)
    .action(async (labs: string[], options, command: Command) => {
      if (labs.length === 0 && options.readme.length === 0) {
        command.error('Name a lab, such as labs/my-lab, or a document: --readme README.md');
      }
      // Loaded when it runs: no other command needs all of this.
      const { testLabs } = await import('./test-labs.ts');
      if (!(await testLabs(labs, options))) process.exitCode = 1;
    });
}

function atLeastOne(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError('It is a number: 1 or more.');
}
