import type { ITheme } from '@xterm/xterm';

/** The terminal is dark in both themes; its ground and text are the page's tokens. */
export function themeOf(): ITheme {
  const page = getComputedStyle(document.documentElement);
  const background = page.getPropertyValue('--terminal-bg').trim();
  return {
    background,
    foreground: page.getPropertyValue('--terminal-text').trim(),
    cursor: '#5cc9dd',
    cursorAccent: background,
    selectionBackground: '#2b6474aa',
    black: '#1c2b33',
    red: '#f2867d',
    green: '#79d19c',
    yellow: '#e8c06a',
    blue: '#74b4f0',
    magenta: '#cf9ff0',
    cyan: '#5cc9dd',
    white: '#d3dfe4',
    brightBlack: '#6f8792',
    brightRed: '#ffa59d',
    brightGreen: '#9be6b8',
    brightYellow: '#f5d68f',
    brightBlue: '#9dcbf8',
    brightMagenta: '#e2c0fa',
    brightCyan: '#8de0ef',
    brightWhite: '#ffffff',
  };
}
