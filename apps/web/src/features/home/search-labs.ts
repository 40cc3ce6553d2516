import type { LabSummary } from '@drydock/lab-format/schema';

/** The labs that have every word of `text` in their title, description or tags, in their order. */
export function searchLabs<Lab extends Pick<LabSummary, 'title' | 'description' | 'tags'>>(
  labs: readonly Lab[],
  text: string,
): Lab[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return labs.filter(({ title, description, tags = [] }) => {
    const said = plain([title, description, ...tags].join(' '));
    return words.every((word) => said.includes(word));
  });
}

/** Full-width letters of a Japanese keyboard are the same letters, and so are those with accents. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
