/** Cuts bytes at positions from 0, the start, to 1, the end. */
export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => Math.floor(place * bytes.length)).sort((a, b) => a - b), bytes.length]
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end))
}

export async function* generate<T>(values: Iterable<T>): AsyncGenerator<T> {
  for (const value of values) yield value
}

export async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

export async function bytesOf(values: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await collect(values))
}
