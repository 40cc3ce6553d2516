/**
 * Some answers are also events that every page gets. The page that asked gets the event with its request's number
 * in place of a second message; this remembers who asked for what.
 */
export class ExpectedEvents {
  readonly #requests = new Map<string, number[]>();

  expect(event: string, request: number): void {
    this.#requests.set(event, [...(this.#requests.get(event) ?? []), request]);
  }

  /** The requests that this event answers. */
  take(event: string): readonly number[] {
    const requests = this.#requests.get(event) ?? [];
    this.#requests.delete(event);
    return requests;
  }

  /** True when the request still waited: no event has answered it. */
  forget(event: string, request: number): boolean {
    const requests = this.#requests.get(event) ?? [];
    const others = requests.filter((each) => each !== request);
    if (others.length > 0) this.#requests.set(event, others);
    else this.#requests.delete(event);
    return others.length < requests.length;
  }
}
