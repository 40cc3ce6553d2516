/** Whose an engine object is: `main`, or the unique id of a test run. */
export const INSTANCE_LABEL = 'io.drydock.instance';
/** What an engine object is for. */
export const KIND_LABEL = 'io.drydock.kind';

export type ObjectKind = 'sandbox' | 'network' | 'workspace' | 'data' | 'hub' | 'image' | 'build';

/** The labels that everything made on an engine carries, so that it can be found and removed. */
export function ownLabels(instance: string, kind: ObjectKind): Record<string, string> {
  return { [INSTANCE_LABEL]: instance, [KIND_LABEL]: kind };
}
