/** The upper right pane: the editor, the views of the sandbox, the previews. */
export const upper = {
  label: 'Editor and views',
  editor: 'Editor',
  layers: 'Layers',
  containers: 'Containers',
  hub: 'Hub',
  preview: (port: number) => `Preview ${port}`,
  loading: (view: string) => `Loading ${view}`,
};
