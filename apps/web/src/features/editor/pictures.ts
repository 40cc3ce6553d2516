/** Whether the browser can show it as a picture, by its name. */
export function isPicture(path: string): boolean {
  return /\.(png|jpe?g|gif|webp|ico|svg)$/i.test(path);
}

/** A picture that is text as well. */
export function isDrawing(path: string): boolean {
  return /\.svg$/i.test(path);
}
