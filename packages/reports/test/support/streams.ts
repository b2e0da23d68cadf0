export async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

export async function bytesOf(values: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await collect(values))
}
