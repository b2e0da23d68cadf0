import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of a ZIP archive, valid or not. */
export interface ZipSpec {
  readonly name: string | Uint8Array
  readonly content: Uint8Array
  readonly method?: number
  readonly flags?: number
  /** The extra fields in the directory. */
  readonly extra?: Uint8Array
  /** Wrong values that the directory declares. */
  readonly declared?: {
    readonly size?: number
    readonly compressedSize?: number
    readonly crc32?: number
    readonly at?: number
  }
}

/**
 * Builds a ZIP archive that can be invalid in any way.
 *
 * @param count The number of entries that the directory declares.
 */
export function zipOf(specs: readonly ZipSpec[], count = specs.length): Buffer {
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
    const extra = Buffer.from(spec.extra ?? [])
    const entry = header(0x02014b50, [20, 20], spec.flags ?? 0, method, declared, name)
    entry.writeUInt16LE(extra.length, 30)
    directory.push(entry, tail, name, extra)
    locals.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
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

/** Builds an extra field with a UTF-8 path for an entry of another name. */
export function unicodePath(path: string, checksum: number): Buffer {
  const field = Buffer.concat([Buffer.alloc(9), Buffer.from(path)])
  field.writeUInt16LE(0x7075, 0)
  field.writeUInt16LE(field.length - 4, 2)
  field.writeUInt8(1, 4)
  field.writeUInt32LE(checksum, 5)
  return field
}
