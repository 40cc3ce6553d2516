/** What a rule is about. Its name stands in every diagnostic; `docs/lint-rules.md` is made of this. */
export interface Rule {
  /** What is found, in one sentence. */
  readonly finds: string;
  /** What an author does about it. */
  readonly mend: string;
}

/** Every rule that a diagnostic can name, in the order of the alphabet. */
export const RULES = {
  callout: {
    finds: 'A quotation that starts as a callout of a kind that does not exist.',
    mend: 'Use `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`.',
  },
  check: {
    finds: 'A `::check` without a check of its name, or a check that no step uses.',
    mend: 'Add `checks/<name>.sh` or `checks/<name>.yaml`, or name a check that is there.',
  },
  condition: {
    finds:
      'A declared check, `checks/<name>.yaml`, that is not YAML, or asks for something that does not exist.',
    mend: 'Mend it at its place; docs/authoring.md has all that a check can ask for.',
  },
  directive: {
    finds: 'A directive that does not exist, is not closed, or could not be read.',
    mend: 'Use a name that exists, give the directive a line of its own, and close it with as many colons.',
  },
  encoding: {
    finds: 'A file that should be text is not UTF-8.',
    mend: 'Save it as UTF-8.',
  },
  fence: {
    finds: 'A fence that is never closed: what follows it is code as well.',
    mend: 'Close it with as many backticks as it was opened with, alone on their line.',
  },
  'fence-attribute': {
    finds: 'A word after the language of a fence that is no attribute, or has no such value.',
    mend: 'Use one of the attributes, or remove the word.',
  },
  folder: {
    finds:
      'Something in the folder could not be read: a link that leads out of it, a file that is too large, too many files.',
    mend: 'Remove it, or make it smaller.',
  },
  'front-matter': {
    finds: 'The settings are not YAML, have an unknown key or a value of the wrong kind.',
    mend: 'Mend the YAML between the two lines of `---`, or in `lab.yaml`.',
  },
  html: {
    finds: 'HTML tags, which are not shown.',
    mend: 'Write it as Markdown, or as code between backticks.',
  },
  image: {
    finds:
      'The lab uses a base image that is not in the catalogue, and that this box has not taken from Docker Hub: learners may have to wait for it, or not get it.',
    mend: 'Use an image of the catalogue, or run `drydock prepare` where Docker Hub answers.',
  },
  lab: {
    finds: 'The folder has no `lab.md`, `lab.yaml` or `README.md`, or has both of the first two.',
    mend: 'Have one of them.',
  },
  picture: {
    finds:
      'A picture that is neither https nor in the folder, is too large, or is of an unknown type.',
    mend: 'Put a png, jpg, gif, webp or svg of up to 256 KB into the folder.',
  },
  port: {
    finds: 'A `::port` without a port, or with one that does not exist.',
    mend: 'Write `::port[Open it]{port=8080}`.',
  },
  quiz: {
    finds: 'A quiz without a question, without a right answer, or with too few answers.',
    mend: 'Write `:::quiz[Question]`, below it a list with `- [x]` for right and `- [ ]` for wrong answers, and `:::`.',
  },
  script: {
    finds: 'A file among the checks or solutions that is not read.',
    mend: 'Give it a name that is read, or remove it.',
  },
  solution: {
    finds: 'A solution that belongs to no step.',
    mend: 'Name it after the step’s id.',
  },
  statement: {
    finds: 'A command that does not end: a quote, a heredoc or a loop is open.',
    mend: 'Close it, or mark the fence as something other than commands.',
  },
  steps: {
    finds:
      'The lab has no steps, too many, two with the same title, or names one that is not there.',
    mend: 'Start each step with a `##` heading of its own, or name files that exist.',
  },
  'too-large': {
    finds: 'A page, a script or the whole lab is larger than what is read.',
    mend: 'Split it, or take out what learners do not need.',
  },
  translation: {
    finds:
      'A translation that lacks a step or has one too many, or whose commands, files and checks are not those of the lab.',
    mend: 'Give it the same steps in the same order, with the same blocks.',
  },
  variable: {
    finds: 'A variable that does not exist, or a directive that sets, asks for or compares none.',
    mend: 'Name it in the settings (`variables:`), or mend its name.',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;
