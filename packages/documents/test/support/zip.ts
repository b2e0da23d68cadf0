import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of a ZIP archive, valid or not. */
export interface ZipSpec {
  readonly name: string | Uint8Array
  readonly content: Uint8Array
  readonly method?: number
  readonly flags?: number
  /** Wrong values that the directory declares. */
  readonly declared?: {
    readonly size?: number
    readonly compressedSize?: number
    readonly crc32?: number
    readonly at?: number
  }
}

/** Builds a ZIP archive that can be invalid in any way. */
export function zipOf(specs: readonly ZipSpec[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const spec of specs) {
    const name = Buffer.from(spec.name)
    const method = spec.method ?? 8
    const data = method === 8 ? deflateRawSync(spec.content) : Buffer.from(spec.content)
    const actual = { size: spec.content.length, compressedSize: data.length, crc32: crc32(spec.content), at }
    const declared = { ...actual, ...spec.declared }
    const local = Buffer.concat([header(0x04034b50, [20], spec.flags ?? 0, method, declared, name), name, data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(declared.at, 10)
    directory.push(header(0x02014b50, [20, 20], spec.flags ?? 0, method, declared, name), tail, name)
    locals.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(specs.length, 8)
  end.writeUInt16LE(specs.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, listed, end])
}

function header(
  signature: number,
  versions: readonly number[],
  flags: number,
  method: number,
  declared: { readonly size: number; readonly compressedSize: number; readonly crc32: number },
  name: Buffer,
): Buffer {
  const fields = Buffer.alloc(4 + versions.length * 2 + 24)
  fields.writeUInt32LE(signature, 0)
  for (const [index, version] of versions.entries()) fields.writeUInt16LE(version, 4 + index * 2)
  const from = 4 + versions.length * 2
  fields.writeUInt16LE(flags, from)
  fields.writeUInt16LE(method, from + 2)
  fields.writeUInt32LE(declared.crc32, from + 8)
  fields.writeUInt32LE(declared.compressedSize, from + 12)
  fields.writeUInt32LE(declared.size, from + 16)
  fields.writeUInt16LE(name.length, from + 20)
  return fields
}
