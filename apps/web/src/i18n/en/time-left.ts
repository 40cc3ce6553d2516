/** The time that a sandbox has left, where its host limits it. */
export const timeLeft = {
  label: 'Time left',
  left: (time: string) => `${time} left`,
  lessThanMinute: 'less than 1 min',
  stops: (time: string) => `Your sandbox stops in ${time}.`,
  kept: 'Your files are kept; containers, images and terminals are not.',
  extend: (time: string) => `Extend by ${time}`,
  extensions: (count: number) =>
    count === 1 ? 'You can extend it once more.' : `You can extend it ${count} times.`,
  noMore: 'It cannot be extended any more.',
};
