/** What terminals load when it is used: their menu, and the question before a large paste. */
export const terminalTools = {
  menu: {
    search: 'Search',
    clear: 'Clear',
    rename: 'Rename',
    beside: (count: number) => (count === 1 ? 'One terminal' : `${count} side by side`),
    larger: 'Larger text',
    smaller: 'Smaller text',
    usual: 'Usual text size',
    size: (pixels: number) => `Text size ${pixels} px`,
    screenReader: 'Screen reader mode',
    leave: 'Leave the terminal: Ctrl+Shift+Escape or Ctrl+Shift+↑. Another one: Ctrl+Shift+← or →.',
  },
  paste: {
    title: 'Paste this much?',
    lines: (count: string, size: string, terminal: string) =>
      `${count} lines, ${size}, into ${terminal}.`,
    line: (size: string, terminal: string) => `One line, ${size}, into ${terminal}.`,
    atOnce:
      'What runs there takes each line as it comes: a shell would run them one after the other.',
    more: (count: string) => `and ${count} more`,
    paste: 'Paste',
    cancel: 'Cancel',
  },
};
