/** Words that many parts of the page share, and those of `ui/`. */
export const everywhere = {
  product: 'Drydock',
  allLabs: 'All labs',
  tryAgain: 'Try again',
  close: (name: string) => `Close ${name}`,
  copy: 'Copy',
  copied: 'Copied',
  cannotCopy: 'The browser did not allow copying.',
  cannotCopyHint: 'Select the text and press Ctrl+C.',
  notifications: 'Notifications',
  closeNotification: 'Close toast',
  notIsolated: 'Not isolated: this host runs sandboxes privileged',
  reload: 'Reload the page',
  /** Of what lint finds. */
  severity: { error: 'Error:', warning: 'Warning:' },
  broken: 'This part of the page could not be shown',
  brokenHint: 'The server may have been updated. Your sandbox and your files are kept.',
  theme: (theme: 'system' | 'light' | 'dark') => `Theme: ${theme}`,
};
