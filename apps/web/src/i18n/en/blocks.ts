/** What stands in the text of a step: commands, files, checks, quizzes, links. */
export const blocks = {
  run: {
    /** What the button is called. */
    labels: { command: 'Run', text: 'Type', keys: 'Press' },
    /** Where a block belongs, if that is not the learner's shell. */
    places: { container: 'In the container’s shell', host: 'On your own computer' },
    notReady: 'The sandbox is not ready yet',
    typesInto: (terminal: string) => `Types it into ${terminal}`,
    interruptsFirst: (terminal: string) => `Presses Ctrl+C in ${terminal}, then types it`,
    interruptThen: (terminal: string) => `Ctrl+C first, ${terminal}`,
    waits: (terminal: string) => `Waits until ${terminal} is free`,
    cancel: 'Cancel',
    cancelWait: (terminal: string) => `Waits until ${terminal} is free: Cancel`,
    fillInFirst: (labels: readonly string[]) => `Fill in first: ${labels.join(', ')}`,
    fillIn: (label: string) => `Fill in: ${label}`,
    copyOf: (code: string) => `Copy ${code}`,
    output: 'What you may see',
  },
  file: {
    write: 'Write file',
    written: (path: string) => `${path} is written`,
    apply: 'Apply change',
    applied: (path: string) => `${path} is changed`,
    lines: (path: string) => `The change in ${path}`,
    added: 'added: ',
    removed: 'removed: ',
    /** What an edit does, beside the name of the file. */
    append: 'add at the end',
    prepend: 'add at the top',
    insert: (after: string) => `insert after “${after}”`,
    replace: (what: string) => `replace “${what}”`,
    remove: 'remove',
    /** Why an edit cannot be made, or need not be. */
    same: (path: string) => `${path} has this change`,
    noFile: (path: string) => `There is no ${path} yet`,
    noPlace: (path: string) => `The place for it is not in ${path}: copy it and put it in by hand`,
    manyPlaces: (path: string, count: number) =>
      `${path} has ${count} places for it: copy it and put it in by hand`,
  },
  check: {
    label: (what: string) => `Check: ${what}`,
    check: 'Check',
    looking: 'Looking into your sandbox…',
    byItself: 'Looked at by itself while you work.',
    passed: 'Passed',
    notYet: 'Not yet.',
    ourFault: 'Our fault, not yours.',
  },
  quiz: {
    check: 'Check answer',
    again: 'Try again',
    right: 'Right.',
    wrong: 'Not right.',
    answer: 'Your answer',
    several: 'Choose all that are right.',
    isRight: 'right',
    isWrong: 'not right',
  },
  solution: {
    apply: 'Apply solution',
    applied: 'The solution is on its way: watch the terminal.',
  },
  port: {
    published: (port: number) => `port ${port}`,
    notPublished: (port: number) => `port ${port}: not published yet`,
  },
  picture: {
    enlarge: (alt: string) => `Enlarge picture: ${alt || 'without a description'}`,
    title: 'Picture',
    back: 'Press Escape to go back to the text.',
  },
  links: {
    opensFile: (path: string) => `Opens ${path} in the editor`,
    toHeading: (heading: string) => `Link to “${heading}”`,
    opensPort: (port: string) => `Opens port ${port}`,
    shows: (tab: string) => `Shows ${tab}`,
  },
  variable: (name: string) => `Variable ${name}`,
};
