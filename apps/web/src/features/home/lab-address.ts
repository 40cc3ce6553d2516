import type { Begun } from '../../stores/labs-store.ts';

/** Where the lab's page is, at the step that was shown last. */
export function labAddress(slug: string, begun: Begun | undefined): string {
  return `/labs/${slug}${begun?.step ? `#/${begun.step}` : ''}`;
}
