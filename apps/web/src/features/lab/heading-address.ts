const PREFIX = 'heading-';

/** What the lab's parser has made of its words; null for an id that it gives to something else. */
export function nameOfHeading(id: string): string | null {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;
}

/** `#/3/its-name`: of a heading in the step that the address names now. */
export function addressOfHeading(name: string): string {
  const [step = '#/1'] = /^#\/\d+/.exec(window.location.hash) ?? [];
  return `${step}/${encodeURIComponent(name)}`;
}

/** The heading that the address names; null when it names none. */
export function headingInAddress(): string | null {
  const named = /^#\/\d+\/(.+)$/.exec(window.location.hash)?.[1];
  if (named === undefined) return null;
  try {
    return decodeURIComponent(named);
  } catch {
    // Somebody has typed a lonely %.
    return named;
  }
}
