/** The list of labs. */
export const home = {
  pageTitle: 'Drydock: hands-on Docker labs',
  title: 'Learn Docker on a real engine',
  lead: 'Every lab comes with a machine of your own: a terminal, an editor and Docker, ready in a second. Break what you like; nothing reaches your computer.',
  labs: 'Labs',
  loading: 'Loading the labs',
  noLabs: 'There are no labs yet',
  noLabsHint:
    'A lab is a folder with a `lab.md` in `labs/`. It appears here when the server is started again.',
  broken: (count: number) =>
    `${count === 1 ? 'One lab has' : `${count} labs have`} errors and cannot be opened`,
  levels: { beginner: 'beginner', intermediate: 'intermediate', advanced: 'advanced' },
  inProgress: 'in progress',
  minutes: (count: number) => `${count} min`,
  steps: (count: number) => `${count} ${count === 1 ? 'step' : 'steps'}`,
  start: 'Start',
  resume: 'Resume',
  startLab: (title: string) => `Start ${title}`,
  resumeLab: (title: string) => `Resume ${title}`,
};
