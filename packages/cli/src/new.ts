import type { Command } from 'commander';

interface NewOptions {
  readonly title?: string;
  readonly from?: string;
}

/** `drydock new <slug>`: a lab to begin with. */
export function registerNew(program: Command): void {
  program
    .command('new')
    .description('make a folder with a lab to begin with; nothing is overwritten')
    .argument('<slug>', 'name of the folder, in labs/ where that exists; or a path')
    .option('--title <title>', 'what learners read in the list of labs')
    .option('--from <file>', 'take over the text of this README')
    .action(async (slug: string, options: NewOptions) => {
      const { newLab } = await import('./new-lab.ts');
      process.stdout.write(`${await newLab({ slug, ...options })}\n`);
    });
}
