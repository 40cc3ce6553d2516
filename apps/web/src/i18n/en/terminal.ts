/** The terminals, and what waits for them. */
export const terminal = {
  label: 'Terminals',
  name: (name: string) => `Terminal ${name}`,
  input: (name: string) => `Terminal ${name} input`,
  howToLeave: 'Press Ctrl+Shift+Escape to leave the terminal.',
  opening: 'Opening',
  openNew: 'New terminal',
  open: 'Open a terminal',
  empty: {
    starting: 'The terminal opens with your sandbox',
    ready: 'No terminal is open',
    paused: 'The sandbox is paused',
    failed: 'The sandbox did not start',
    gone: 'The sandbox has stopped',
  },
  search: {
    open: 'Search in terminal (Ctrl+Shift+F)',
    close: 'Close search',
    label: 'Search in terminal',
    placeholder: 'Search',
    none: 'none',
    previous: 'Previous match',
    next: 'Next match',
  },
  queue: {
    waits: (terminal: string) => `Waits until ${terminal} is free:`,
    more: (count: number) => `and ${count} more`,
    interrupt: 'Interrupt (Ctrl+C)',
    typeNow: 'Type now',
    giveUp: 'Give up',
  },
};
