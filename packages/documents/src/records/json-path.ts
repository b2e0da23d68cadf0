/** An open object or array. */
interface Frame {
  readonly isArray: boolean
  /** For an object: the key of the current value, without quotation marks and still escaped. */
  key: string | undefined
}

/** How many objects may surround the array of records if its path is not declared. */
const maxUndeclaredDepth = 3
/** Maximum number of characters of a key on the path to the records if their path is not declared. */
const maxUndeclaredKeyLength = 256
/** The longest escape sequence is six characters, `\u0041`. */
const maxEscapedCharacter = 6

/** The position of a reader in a JSON text: the open objects and arrays, and their keys. */
export class JsonPath {
  readonly #frames: Frame[] = []
  #declared: readonly string[] | undefined
  /** Maximum number of characters of a key that can be a part of the path. Longer keys need not be kept. */
  readonly maxKeyLength: number

  /** @param declared The keys on the path to the records, such as `a.b`. Undefined if the path is not known. */
  constructor(declared: string | undefined) {
    this.#declared = declared?.split('.')
    const names = this.#declared?.map((name) => name.length) ?? [maxUndeclaredKeyLength]
    this.maxKeyLength = maxEscapedCharacter * Math.max(0, ...names)
  }

  get depth(): number {
    return this.#frames.length
  }

  get inObject(): boolean {
    return this.#frames.at(-1)?.isArray === false
  }

  /** @param key Undefined for a key that is too long for the declared path. */
  setKey(key: string | undefined): void {
    const frame = this.#frames.at(-1)
    if (frame !== undefined) frame.key = key
  }

  open(isArray: boolean): void {
    this.#frames.push({ isArray, key: undefined })
  }

  /** Returns whether the innermost open value was of that kind. */
  close(isArray: boolean): boolean {
    return this.#frames.pop()?.isArray === isArray
  }

  /** Returns whether an array that opens here contains the records. Arrays on the way are not part of the path. */
  containsRecords(): boolean {
    const declared = this.#declared
    if (declared === undefined) return this.#frames.length === 0
    const objects = this.#frames.filter((frame) => !frame.isArray)
    return objects.length === declared.length && objects.every(({ key }, index) => unescapeKey(key) === declared[index])
  }

  /** Returns whether an array that opens here contains the records, provided that its first element is an object. */
  mayContainRecords(): boolean {
    return (
      this.#declared === undefined && this.depth <= maxUndeclaredDepth && this.#frames.every((frame) => !frame.isArray)
    )
  }

  /** Declares the path to the array that is open, so that a repeated key on that path leads to records again. */
  declareOpenArray(): void {
    const keys = this.#frames.flatMap(({ isArray, key }) => (isArray ? [] : [unescapeKey(key)]))
    if (keys.every((key) => key !== undefined)) this.#declared ??= keys
  }

  /** Returns the brackets that close all open values. */
  closingBrackets(): string {
    return this.#frames
      .map((frame) => (frame.isArray ? ']' : '}'))
      .reverse()
      .join('')
  }
}

function unescapeKey(key: string | undefined): string | undefined {
  if (!key?.includes('\\')) return key
  try {
    return String(JSON.parse(`"${key}"`))
  } catch {
    return key
  }
}
