/** Milliseconds of CPU that this process has used since: how long something takes, however busy the machine is. */
export function cpuTime(): () => number {
  const start = process.cpuUsage();
  return () => process.cpuUsage(start).user / 1000;
}
