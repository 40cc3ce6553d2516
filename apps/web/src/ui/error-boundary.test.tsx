import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ErrorBoundary } from './error-boundary.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('a part that fails says what to do, and the rest of the page stays', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {}); // React reports what it caught.
  render(
    <>
      <p>The rest</p>
      <ErrorBoundary>
        <Broken />
      </ErrorBoundary>
    </>,
  );
  expect(screen.getByText('The rest')).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toMatch(/could not be shown/);
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeTruthy();
});

function Broken(): never {
  throw new TypeError('Failed to fetch dynamically imported module');
}
