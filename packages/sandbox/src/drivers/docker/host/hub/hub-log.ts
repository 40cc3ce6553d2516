import type Docker from 'dockerode';

const LINES = 20;

/** What a container without a terminal printed last, both streams. */
export async function lastLines(container: Docker.Container): Promise<string> {
  return unframe(await container.logs({ stdout: true, stderr: true, tail: LINES }));
}

/** The engine puts 8 bytes before each piece of output: the stream's number, and the length of the piece in the last four. */
export function unframe(framed: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 8 <= framed.length; ) {
    const end = at + 8 + framed.readUInt32BE(at + 4);
    pieces.push(framed.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(pieces).toString('utf8');
}
