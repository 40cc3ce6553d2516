/** What a token allows, as the registry reads it. */
export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

/**
 * The part of the asked scopes that an account may have: `library/*` to read for everyone, its own names to read
 * and write. `account` is null for an anonymous pull. What is not granted is left out, and the registry refuses it.
 */
export function grant(scopes: readonly string[], account: string | null): Access[] {
  return scopes
    .flatMap((scope) => scope.split(' '))
    .flatMap((scope) => {
      const asked = parse(scope);
      if (!asked) return [];
      const allowed = allowedActions(asked, account);
      const actions = asked.actions.filter((action) => allowed.includes(action));
      return actions.length > 0 ? [{ ...asked, actions }] : [];
    });
}

function allowedActions({ type, name }: Access, account: string | null): readonly string[] {
  if (type !== 'repository') return [];
  const [owner, ...rest] = name.split('/');
  if (rest.length === 0) return [];
  if (owner === 'library') return ['pull'];
  return owner === account ? ['pull', 'push'] : [];
}

/** `type:name:action,action`. A name may itself hold a colon (a host's port), so the ends are cut off. */
function parse(scope: string): Access | undefined {
  const match = /^([a-z]+)(?:\([a-z]+\))?:(.+):([a-z*,]+)$/.exec(scope);
  if (!match) return undefined;
  const [, type = '', name = '', actions = ''] = match;
  return { type, name, actions: actions.split(',') };
}
