/** Runs them all, the last first. What failed first is told when each has had its turn. */
export async function releaseAll(releases: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const release of releases.toReversed()) {
    await release().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
