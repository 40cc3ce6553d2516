/** Of its words, in any script: `What comes next?` is `what-comes-next`. */
export function headingId(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

/** `#/3/its-id`: of a heading in the step that the address names now. */
export function addressOfHeading(id: string): string {
  const [step = '#/1'] = /^#\/\d+/.exec(window.location.hash) ?? [];
  return `${step}/${encodeURIComponent(id)}`;
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
