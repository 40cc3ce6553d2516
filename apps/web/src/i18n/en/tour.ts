/** The tour of a lab's page. Loaded with it. */
export const tour = {
  label: 'Tour',
  count: (step: number, all: number) => `${step} of ${all}`,
  back: 'Back',
  next: 'Next',
  finish: 'Start the lab',
  skip: 'Skip the tour',
  steps: {
    instructions: {
      title: 'Follow the steps',
      text: 'The text leads you through the lab. Run types a command into the terminal for you, Write file puts a file into your workspace, and hints help when you are stuck.',
    },
    terminals: {
      title: 'A machine of your own',
      text: 'You are root here, with a real Docker engine. Type what you like: nothing reaches your computer, and a reset brings a fresh machine with your files.',
    },
    views: {
      title: 'See what Docker does',
      text: 'Files open in the editor and are saved by themselves. The tabs beside it show the layers of your images, your containers, and your repositories at the hub.',
    },
    progress: {
      title: 'Know how far you are',
      text: 'Check looks into your sandbox and says what is missing. Up here are all steps and your progress. The tour can be started again from here.',
    },
  },
};
