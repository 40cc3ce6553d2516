/** Words that many parts of the page share, and those of `ui/`. */
export const common = {
  product: 'Drydock',
  allLabs: 'All labs',
  tryAgain: 'Try again',
  notIsolated: 'Not isolated: this host runs sandboxes privileged',
};
