/** The images that a Dockerfile builds on: in `FROM` with the defaults of `ARG`, and in `COPY --from`. */
export function imagesOfDockerfile(text: string): string[] {
  const stages = new Set<string>(['scratch']);
  const defaults = new Map<string, string>();
  const images: string[] = [];
  const use = (written: string): void => {
    const name = filledIn(written, defaults);
    // Stages may be named by their number, too.
    if (!stages.has(name.toLowerCase()) && !/^\d+$/.test(name)) images.push(name);
  };
  for (const line of text.split('\n')) {
    const [, keyword = '', rest = ''] = INSTRUCTION.exec(line.slice(0, 500)) ?? [];
    switch (keyword.toUpperCase()) {
      case 'ARG': {
        const [, name, value] = /^(\w+)=["']?([^\s"']+)/.exec(rest) ?? [];
        if (name !== undefined && value !== undefined) defaults.set(name, value);
        break;
      }
      case 'FROM': {
        const [, name, stage] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(rest) ?? [];
        if (name !== undefined) use(name);
        if (stage !== undefined) stages.add(stage.toLowerCase());
        break;
      }
      case 'COPY': {
        const from = /(?:^|\s)--from=(\S+)/.exec(rest)?.[1];
        if (from !== undefined) use(from);
        break;
      }
    }
  }
  return images;
}

const INSTRUCTION = /^\s*(ARG|FROM|COPY)\s+(\S.*)$/i;

/** `$NAME`, `${NAME}` and `${NAME:-value}` by what is known of them; what is unknown stays, and is no image's name. */
export function filledIn(text: string, known: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g,
    (written, braced?: string, otherwise?: string, bare?: string) =>
      known.get(braced ?? bare ?? '') ?? otherwise ?? written,
  );
}
