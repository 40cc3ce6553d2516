import { SandboxError } from './errors.ts';

/**
 * The parts of a path that by its letters stays in the workspace; never empty.
 * PATH_OUTSIDE_WORKSPACE when it is absolute, leads above the workspace, names the workspace itself or cannot be a path.
 * Links are another matter: only the sandbox can resolve them.
 */
export function workspaceParts(path: string): readonly string[] {
  const parts: string[] = [];
  if (path.startsWith('/') || path.includes('\0')) throw outside(path);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) throw outside(path);
  }
  if (parts.length === 0) throw outside(path);
  return parts;
}

export function outside(path: string): SandboxError {
  return new SandboxError(
    'PATH_OUTSIDE_WORKSPACE',
    `${path || 'The path'} is outside the workspace.`,
  );
}
