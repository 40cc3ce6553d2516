import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CodeText } from './code-text.tsx';

test('what stands between backticks is code, and no backtick is seen', () => {
  const { container } = render(<CodeText text="A `lab.md` in `labs/`." />);
  expect(container.textContent).toBe('A lab.md in labs/.');
  expect([...container.querySelectorAll('code')].map((code) => code.textContent)).toEqual([
    'lab.md',
    'labs/',
  ]);
});
