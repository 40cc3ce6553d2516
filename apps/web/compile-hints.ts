import type { Plugin } from 'vite';

/** Read by Chromium 136 and later, by nobody else; it has to be the first line. */
const HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * Has a browser compile these files whole while they come, beside the page: else it reads every function twice, and
 * compiles it while the learner waits. For files that are needed before the first prompt: what is rarely called in them
 * is compiled, too. Fails the build when there is no file of that name.
 */
export function compileHints(names: readonly string[]): Plugin {
  return {
    name: 'compile-hints',
    apply: 'build',
    generateBundle: {
      // After Vite has put its own lines at the top.
      order: 'post',
      handler(_options, bundle) {
        for (const name of names) {
          const files = Object.values(bundle).filter(
            (file) => file.type === 'chunk' && file.name === name,
          );
          const [file] = files;
          if (files.length !== 1 || file?.type !== 'chunk')
            this.error(`${files.length} files are called ${name}.`);
          else file.code = HINT + file.code;
        }
      },
    },
  };
}
