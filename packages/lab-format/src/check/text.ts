import { RE2JS } from 're2js';

/** What an author wants to find, or what is wrong with how they wrote it. */
export interface SoughtText {
  readonly found: (subject: string) => boolean;
  readonly mistake?: string;
}

const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

/**
 * Plain text is found anywhere. `/.../`, with i, m, s behind it, is a regular expression of RE2: its time is linear,
 * so that no expression of an author and no text of a learner holds up the server.
 */
export function readText(text: string): SoughtText {
  // A path such as /usr/local is plain.
  const [, expression, flags] = /^\/(.+)\/([ims]*)$/s.exec(text) ?? [];
  if (expression === undefined || flags === undefined) {
    return { found: (subject) => subject.includes(text) };
  }
  try {
    const compiled = RE2JS.compile(
      expression,
      [...flags].reduce((all, flag) => all | (FLAGS[flag] ?? 0), 0),
    );
    // `$` is the end as people see it: before the line break that most texts end with.
    return { found: (subject) => compiled.matcher(subject.replace(/\r?\n$/, '')).find() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { found: () => false, mistake: `This regular expression cannot be read: ${why}` };
  }
}
