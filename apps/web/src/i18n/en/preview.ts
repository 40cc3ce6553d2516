/** What a published port shows. */
export const preview = {
  notPublished: (port: number) => `Nothing is published on port ${port} yet`,
  howToPublish: (port: number) =>
    `Start a container with \`-p ${port}:…\`. It opens here by itself.`,
  back: 'Back in preview',
  forward: 'Forward in preview',
  reload: 'Reload preview',
  path: 'Path of the preview',
  openInTab: 'Open preview in a new tab',
  title: (port: number) => `Preview of port ${port}`,
  notListening: (container: string) => `The app in ${container} is not up yet`,
  notListeningHint: (container: string, port: number) =>
    `Nothing listens on port ${port} in the container. To see what it does: \`docker logs ${container}\``,
  localhostOnly: 'Your app listens on localhost; publish needs 0.0.0.0',
  localhostOnlyHint: (container: string, port: number) =>
    `In the container ${container} it listens on \`127.0.0.1:${port}\`, which nobody outside of the container reaches. Let it listen on all addresses, then build and run it again:`,
  otherPort: (container: string, listens: string, port: number) =>
    `The app in ${container} listens on port ${listens}, but ${port} is published`,
  otherPortHint: (flag: string) => `Publish the port that it listens on: \`${flag}\``,
  noAnswer: (container: string) => `The app in ${container} gave no answer`,
  noAnswerHint: (container: string) =>
    `It may be starting, or it has failed. To see what it does: \`docker logs ${container}\``,
  looksAgain: 'The preview looks again every two seconds.',
  copyChange: (of: string) => `Copy the change for ${of}`,
};
