/** What the text says, or undefined when it is no JSON: then it is nothing that anybody expects either. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text of the learner's machine may be anything.
    return undefined;
  }
}
