/** Cuts a text at positions that may repeat, and may exceed its length. */
export function cutText(text: string, positions: readonly number[]): string[] {
  const at = [0, ...positions.map((position) => Math.min(position, text.length)).sort((a, b) => a - b), text.length]
  return at.slice(1).map((end, index) => text.slice(at[index], end))
}
