/** The command palette, the keys of the page and what they open. Loaded after the first prompt. */
export const palette = {
  label: 'Command palette',
  placeholder: 'What do you want to do?',
  list: 'Commands',
  none: 'No command fits. Try other words.',
  cancel: 'Cancel',
  skip: {
    label: 'Skip links',
    instructions: 'Skip to the instructions',
    editor: 'Skip to the editor',
    terminals: 'Skip to the terminal',
  },
  groups: {
    recent: 'Used last',
    step: 'This step',
    steps: 'Steps',
    terminals: 'Terminals',
    views: 'Views',
    sandbox: 'Sandbox',
    page: 'Page',
    files: 'Files',
  },
  goToStep: (number: number, title: string) => `Go to step ${number}: ${title}`,
  isDone: 'done',
  isHere: 'here',
  isChosen: 'chosen',
  block: (label: string, what: string) => `${label}: ${what}`,
  copyLink: 'Copy the link to this step',
  copyLinkTo: (heading: string) => `Copy the link to “${heading}”`,
  searchFiles: 'Search in all files',
  showTerminal: (name: string) => `Go to terminal ${name}`,
  show: (view: string) => `Show: ${view}`,
  goTo: {
    instructions: 'Go to the instructions',
    editor: 'Go to the editor',
    terminals: 'Go to the terminal',
  },
  themes: {
    system: 'Theme: as the system has it',
    light: 'Theme: light',
    dark: 'Theme: dark',
  },
  pageLanguage: (name: string) => `Language of the page: ${name}`,
  labLanguage: (name: string) => `Language of the lab: ${name}`,
  goHome: 'Go to the list of labs',
  openFile: (path: string) => `Open ${path}`,
  extendTime: 'Extend the time of the sandbox',
  resetSandbox: {
    title: 'Reset the sandbox?',
    description:
      'A fresh machine takes the place of this one. Your files stay; containers, images, terminals and what runs in them go.',
  },
  resetStep: {
    title: 'Reset this step?',
    looking: 'Looking at your files…',
    description: (step: string) =>
      `“${step}” begins anew. Files become what the lab has at its beginning. Containers and images stay as they are.`,
    restored: (path: string) => `${path} becomes as the lab has it`,
    removed: (path: string) => `${path} goes: this step has not made it yet`,
    kept: (path: string) => `your text is kept as ${path}`,
    unclear: (path: string) => `${path} stays as it is: what the lab has for it cannot be told`,
    noFiles: 'The files are as the lab has them at its beginning.',
    forgets: (checks: number, answers: number) => {
      const parts = [
        ...(checks > 0 ? [`${checks} check result${checks === 1 ? '' : 's'}`] : []),
        ...(answers > 0 ? [`${answers} answer${answers === 1 ? '' : 's'}`] : []),
      ];
      return parts.length > 0
        ? `Cleared: ${parts.join(' and ')}.`
        : 'No check and no answer to clear.';
    },
    action: 'Reset step',
  },
};
