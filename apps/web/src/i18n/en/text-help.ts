/** What the editor finds wrong in YAML, Compose and JSON texts. */
export const textHelp = {
  json: {
    InvalidSymbol: 'This is no JSON value.',
    InvalidNumberFormat: 'This is no number.',
    PropertyNameExpected: 'A name in double quotes is missing here; there may be a comma too many.',
    ValueExpected: 'A value is missing here; there may be a comma too many.',
    ColonExpected: 'A colon is missing.',
    CommaExpected: 'A comma is missing.',
    CloseBraceExpected: 'A closing } is missing.',
    CloseBracketExpected: 'A closing ] is missing.',
    EndOfFileExpected: 'There is something after the end.',
    InvalidCommentToken: 'JSON has no comments.',
    UnexpectedEndOfComment: 'The comment has no end.',
    UnexpectedEndOfString: 'The closing quote is missing.',
    UnexpectedEndOfNumber: 'The number is not complete.',
    InvalidUnicode: '\\u needs four hexadecimal digits.',
    InvalidEscapeCharacter: 'There is no such escape after \\.',
    InvalidCharacter: 'This character has to be written as an escape, \\n or \\t for example.',
  },
  yaml: {
    syntax: (message: string) => `${message}.`,
    duplicate: 'This key is there already: each may be there once.',
    tab: 'YAML is indented with spaces, not with tabs.',
    alias: (name: string) => `There is no anchor &${name} before this.`,
  },
  compose: {
    noMap: 'A Compose file is a map with the key “services”.',
    noServices: 'There is no key “services”: nothing would be started.',
    version: '“version” is not needed any more, and is ignored.',
    emptyService: (name: string) => `The service “${name}” is empty: it needs an image or a build.`,
    noImage: (name: string) => `The service “${name}” has neither “image” nor “build”.`,
    unknown: (key: string) => `Compose does not know the key “${key}” here.`,
    unknownMeant: (key: string, meant: string) =>
      `Compose does not know the key “${key}” here. Did you mean “${meant}”?`,
    wrongForm: (key: string, forms: readonly string[]) =>
      `“${key}” has to be ${forms.join(' or ')}.`,
    forms: {
      text: 'a text',
      number: 'a number',
      'yes-no': 'true or false',
      list: 'a list',
      map: 'a map of keys and values',
    },
    dependsOnItself: (name: string) => `The service “${name}” cannot depend on itself.`,
    notThere: {
      services: (name: string) => `There is no service “${name}”.`,
      networks: (name: string) => `There is no network “${name}” under “networks” at the top.`,
      volumes: (name: string) => `There is no volume “${name}” under “volumes” at the top.`,
      configs: (name: string) => `There is no config “${name}” under “configs” at the top.`,
      secrets: (name: string) => `There is no secret “${name}” under “secrets” at the top.`,
    },
    meant: (name: string) => ` Did you mean “${name}”?`,
    port: (port: string) =>
      `“${port}” is no port: write “host:container”, “8080:80” for example, or the container's port alone.`,
  },
};
