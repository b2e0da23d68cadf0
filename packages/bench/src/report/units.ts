/** Formats milliseconds as seconds. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2)
}

/** Formats bytes as megabytes. */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

/** Formats a size, for example `200 MB` or `2 GB`. */
export function sizeText(bytes: number): string {
  return bytes >= 1e9 ? `${Number((bytes / 1e9).toPrecision(3))} GB` : `${Number((bytes / 1e6).toPrecision(3))} MB`
}

/** Formats a ratio, or `-` if it is undefined. */
export function ratioText(ratio: number | undefined): string {
  return ratio === undefined ? '-' : ratio.toFixed(2)
}
