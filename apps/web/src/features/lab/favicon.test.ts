import { expect, test } from 'vitest';
import { faviconOf } from './favicon.ts';

test('each piece of news has a picture of its own, which is a picture', () => {
  const pictures = (['running', 'failed', 'done', 'stopped'] as const).map(faviconOf);
  expect(new Set(pictures).size).toBe(4);
  for (const picture of pictures) {
    const source = decodeURIComponent(picture.replace('data:image/svg+xml,', ''));
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
    expect(parsed.documentElement.tagName).toBe('svg');
    expect(parsed.querySelectorAll('circle')).toHaveLength(1);
  }
});
