/** What one lab may hold. All sizes in bytes. */
export const limits = {
  /** The longest README that we know of has 118 KB and 2800 lines. */
  markdownBytes: 200 * 1024,
  markdownLines: 5_000,
  /** Front matter and lab.yaml: the YAML parser recurses. */
  yamlBytes: 16 * 1024,
  scriptBytes: 128 * 1024,
  fileBytes: 5 * 1024 * 1024,
  labBytes: 20 * 1024 * 1024,
  labFiles: 500,
  steps: 100,
} as const;
