const NAME = '[A-Za-z][\\w-]{0,39}';

/** The variables that a page defines, sets, asks about or shows. */
export function variableNamesIn(text: string): string[] {
  const names = [
    ...[...text.matchAll(new RegExp(`::variableDefinition\\[\\s*(${NAME})\\s*\\]`, 'g'))].map(
      ([, name = '']) => name,
    ),
    ...[
      ...text.matchAll(
        /::variableSetButton\[[^\]\n]*\]\{[^}\n]*variables\s*=\s*["']([^"'\n]*)["']/g,
      ),
    ].flatMap(([, list = '']) => assignmentsOf(list).map(({ name }) => name)),
    ...[
      ...text.matchAll(
        new RegExp(`:::conditionalDisplay\\{[^}\\n]*variable\\s*=\\s*["']?(${NAME})`, 'g'),
      ),
    ].map(([, name = '']) => name),
    ...[...text.matchAll(new RegExp(`(?<!\\\\)\\$\\$(${NAME})\\$\\$`, 'g'))].map(
      ([, name = '']) => name,
    ),
  ];
  return [...new Set(names)].filter((name) => new RegExp(`^${NAME}$`).test(name));
}

/** `a=b,c=d`; a comma that no name follows belongs to the value. */
export function assignmentsOf(list: string): { readonly name: string; readonly value: string }[] {
  return list.split(new RegExp(`,\\s*(?=${NAME}\\s*=)`)).flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals <= 0
      ? []
      : [{ name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() }];
  });
}
