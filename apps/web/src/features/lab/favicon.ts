import type { LabNews } from './lab-news.ts';

/** A tab is as light or dark as the browser, not as the page: these stand out from both. */
const COLOURS: Record<TellingNews, string> = {
  running: '#3f9df0',
  failed: '#e5484d',
  stopped: '#8a979d',
  done: '#2fa866',
};

type TellingNews = Exclude<LabNews, 'none' | 'starting'>;

/** What stands in the dot, for those who do not tell the colours apart. */
const SIGNS: Partial<Record<TellingNews, string>> = {
  running: 'M21 18.6v8l6.4-4z',
  failed: 'M23.4 18.2v5.2M23.4 26.2v.6',
  done: 'M20 22.8l2.6 2.6 4.4-5',
};

/** The address of the picture of the browser's tab. */
export function faviconOf(news: TellingNews): string {
  const sign = SIGNS[news];
  const svg = [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
    '<rect width="32" height="32" rx="8" fill="#0b6e86"/>',
    '<path fill="#fff" d="M8.2 12.2h15.6l-2.2 6.3a1.6 1.6 0 0 1-1.5 1.1h-8.2a1.6 1.6 0 0 1-1.5-1.1zM9 6.5h5v4.2H9zM15 6.5h5v4.2h-5z"/>',
    `<circle cx="23.4" cy="22.6" r="9" fill="${COLOURS[news]}" stroke="#fff" stroke-width="1.2"/>`,
    sign === undefined
      ? ''
      : `<path d="${sign}" fill="${news === 'running' ? '#fff' : 'none'}" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`,
    '</svg>',
  ].join('');
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
