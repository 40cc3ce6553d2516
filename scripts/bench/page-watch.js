// Runs in the page before its own scripts; see page-prompt.ts. Tells `benchNote`, in milliseconds since 1970, when a
// link was clicked, when the prompt of a terminal came over the socket, and when it was on the screen.

/** @type {{ benchNote(name: string, time: number): void }} */
const { benchNote } = /** @type {any} */ (globalThis);

/** @param {string} name */
const note = (name) => benchNote(name, performance.timeOrigin + performance.now());

addEventListener('click', () => note('clicked'), { capture: true });

/** xterm parses in a task after the one that brought the bytes, and draws in the frame after that. */
const notePainted = () => {
  const screens = [...document.querySelectorAll('.xterm-screen')];
  // The page may have one in store that nobody sees.
  const isShown = screens.some((screen) => screen.checkVisibility({ visibilityProperty: true }));
  if (!isShown) requestAnimationFrame(notePainted);
  else setTimeout(() => requestAnimationFrame(() => setTimeout(() => note('painted'))));
};

globalThis.WebSocket = class extends WebSocket {
  /**
   * @param {string | URL} url
   * @param {string | string[]} [protocols]
   */
  constructor(url, protocols) {
    super(url, protocols);
    const decoder = new TextDecoder();
    let text = '';
    let seen = false;
    this.addEventListener('message', ({ data }) => {
      if (seen || !(data instanceof ArrayBuffer)) return;
      // After ten bytes of header come the terminal's.
      text += decoder.decode(data.slice(10), { stream: true });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
      const plain = text.replace(/\u001b\][^\u0007]*\u0007|\u001b\[[\d;?]*[a-zA-Z]/g, '');
      if (!/[#$] $/.test(plain)) return;
      seen = true;
      note('sent');
      setTimeout(notePainted);
    });
  }
};
