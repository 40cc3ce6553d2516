import type { Diagnostic } from '@drydock/lab-format/schema';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { chooseInterface } from '../../stores/interface-store.ts';
import { useLabPreview } from '../../stores/lab-store.ts';
import { LabDiagnostics } from './lab-diagnostics.tsx';

const wrong: Diagnostic = {
  ...{ file: 'lab.md', line: 12, column: 3, severity: 'error' },
  ...{ rule: 'directive', message: 'There is no such directive.', fix: 'did you mean "check"?' },
};

afterEach(async () => {
  cleanup();
  await chooseInterface('en');
  useLabPreview.setState({ preview: null });
});

function say(...diagnostics: Diagnostic[]) {
  act(() => useLabPreview.setState({ preview: { revision: 1, diagnostics } }));
}

test('learners see nothing of it, nor do authors when all is well', () => {
  const { container } = render(<LabDiagnostics />);
  expect(container.innerHTML).toBe('');
  say();
  expect(container.innerHTML).toBe('');
});

test('errors are open, with place and fix; they say that an older version is shown', () => {
  render(<LabDiagnostics />);
  say(wrong, { ...wrong, line: 14, severity: 'warning' });
  expect(screen.getByRole('alert').textContent).toBe('1 error: below is the last version without.');
  expect(screen.getByText('lab.md:12:3')).toBeTruthy();
  expect(screen.getAllByText('did you mean "check"?')).toHaveLength(2);
  expect(document.querySelector('details')?.open).toBe(true);
});

test('warnings alone are folded', () => {
  render(<LabDiagnostics />);
  say({ ...wrong, severity: 'warning' });
  expect(screen.getByRole('status').textContent).toBe('1 warning');
  expect(document.querySelector('details')?.open).toBe(false);
});

test('each says in words how bad it is, and in Japanese what its rule is about', async () => {
  await act(() => chooseInterface('ja'));
  render(<LabDiagnostics />);
  say(wrong, { ...wrong, line: 14, severity: 'warning', rule: 'a-newer-one' });
  await screen.findByText(/^ディレクティブが存在しないか/);
  const [first, second] = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(first).toMatch(/^lab\.md:12:3エラー: ディレクティブ.*There is no such directive\./);
  expect(second).toMatch(/^lab\.md:14:3警告: There is no such directive\./);
  expect(screen.getAllByText(/no such directive/)[0]?.lang).toBe('en');
  await act(() => chooseInterface('en'));
  expect(screen.getAllByRole('listitem')[0]?.textContent).toMatch(/^lab\.md:12:3Error: There is/);
});
