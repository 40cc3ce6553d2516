import { Unicode11Addon } from '@xterm/addon-unicode11';
import type { IUnicodeVersionProvider, Terminal } from '@xterm/xterm';

/**
 * Has the terminal count columns as the sandbox's programs do: as Unicode 11, and two for the emoji that came after it.
 * Emoji that are joined to one picture count each by itself, as for a shell and an editor: the addon for graphemes does not.
 */
export function countColumns(terminal: Terminal): void {
  const register = (provider: IUnicodeVersionProvider) => {
    const { wcwidth } = provider;
    terminal.unicode.register(
      Object.assign(provider, {
        wcwidth: (code: number) => (isEmoji(code) ? 2 : wcwidth.call(provider, code)),
      }),
    );
    terminal.unicode.activeVersion = provider.version;
  };
  new Unicode11Addon().activate({ unicode: { register } } as unknown as Terminal);
}

/** Below, nothing has been added since; of the letters of flags each takes one column. */
function isEmoji(code: number): boolean {
  return code > 0x1f1ff && /\p{Emoji_Presentation}/u.test(String.fromCodePoint(code));
}
