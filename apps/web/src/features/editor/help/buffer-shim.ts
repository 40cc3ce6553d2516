/** The one thing that the Dockerfile parser asks of Node: the bytes of a first letter, to know a byte order mark. */
const shim = { from: (text: string) => new TextEncoder().encode(text) };

if (!('Buffer' in globalThis)) Object.assign(globalThis, { Buffer: shim });
