/** What happened to the sandbox: `what` happened, and the `remedy`. */
export const notices = {
  lost: {
    what: 'The connection is lost.',
    remedy: 'Reconnecting… Your sandbox goes on, and what you typed in the editor is kept.',
  },
  paused: {
    what: 'Your sandbox is paused.',
    remedy: 'Nothing in it runs, and nothing is lost. Continue when you like.',
  },
  pausedByDisk: {
    what: (used: string) => `Your sandbox is paused: it uses ${used} of disk.`,
    remedy: 'Continue and remove what you do not need at once, or reset it: your files are kept.',
  },
  sandboxEnded: {
    what: (why: string) => `Your sandbox stopped${why && `: ${why}`}.`,
    remedy:
      'It was started again by itself. Your files are kept; containers, images and terminals are new.',
  },
  engineEnded: {
    what: 'The Docker engine stopped and is starting again; its containers are stopped.',
    remedy: 'Wait a moment, then start your containers again. Terminals and files are kept.',
  },
  engineReady: {
    what: 'The Docker engine stopped and was started again; its containers are stopped.',
    remedy: 'Start them again. Images, terminals and files are kept.',
  },
  outOfMemory: {
    what: (limit: number) => `A program used more than ${limit} GiB and was stopped.`,
    remedy: 'Run less at once, or give the program less to do.',
  },
  processesExhausted: {
    what: (limit: number) => `${limit} programs are running, and no more can start.`,
    remedy: 'Stop some with Ctrl+C, or reset the sandbox: your files are kept.',
  },
  disk: {
    low: (where: 'disk' | 'workspace', used: string) => `${DISKS[where]} is nearly full: ${used}.`,
    full: (where: 'disk' | 'workspace', used: string) => `${DISKS[where]} is full: ${used}.`,
    remedies: {
      disk: 'Remove what you do not need: “docker system prune --all” removes unused images and containers.',
      workspace: 'Delete files that you do not need: “du -ah | sort -h | tail” shows the largest.',
    },
    used: (used: number, limit: number) => `${used} of ${limit} GiB`,
  },
};

const DISKS = { disk: 'The disk of your sandbox', workspace: 'Your workspace' };
