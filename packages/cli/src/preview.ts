import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';

/** `drydock preview <lab>`: one lab in the real page, with a sandbox, following every save. */
export function registerPreview(program: Command): void {
  program
    .command('preview')
    .description('show a lab as learners see it, with a sandbox; what is saved is there at once')
    .argument('<lab>', "the lab's folder, or a single file such as README.md")
    .action(async (lab: string) => {
      const { lintLabs } = await import('./lint-labs.ts');
      const { toText } = await import('./lint-text.ts');
      const result = await lintLabs([lab]);
      if (result.errors + result.warnings > 0) process.stdout.write(`${toText(result)}\n`);
      if (result.errors > 0) {
        process.stderr.write(
          'There is nothing to show yet: mend the errors, and start it again.\n',
        );
        process.exitCode = 1;
        return;
      }
      const { up } = await import('./up.ts');
      const path = `/labs/${encodeURIComponent(result.labs[0]?.slug ?? '')}`;
      await up(
        { ephemeral: true, privilegedSandboxes: false, path },
        previewEnvironment(lab, process.env),
      );
    });
}

/** An instance of its own, on a free port: it is in nobody's way, and leaves nothing behind. */
export function previewEnvironment(lab: string, given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    PORT: '0',
    // The author's page, and others to try it as somebody else.
    DRYDOCK_MAX_SESSIONS: '5',
    DRYDOCK_POOL: '1',
    ...given,
    // Never the one that is given: at the end, all of the instance is removed, hub and workspaces included.
    DRYDOCK_INSTANCE: `preview-${randomBytes(4).toString('hex')}`,
    DRYDOCK_PREVIEW_LAB: lab,
  };
}
