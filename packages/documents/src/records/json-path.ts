/** One object or array that is open. */
interface Frame {
  readonly array: boolean
  /** Of an object: the key whose value is being read, as it stands in the text, without its quotation marks. */
  key: string
}

const deepestGuess = 3

/** Where a reader stands in a JSON text: which objects and arrays are open, and under which keys. */
export class JsonPath {
  readonly #frames: Frame[] = []
  readonly #declared: readonly string[] | undefined

  /** @param declared The path of keys to the records, `a.b`; undefined if nobody knows it. */
  constructor(declared: string | undefined) {
    this.#declared = declared?.split('.')
  }

  get depth(): number {
    return this.#frames.length
  }

  get inObject(): boolean {
    return this.#frames.at(-1)?.array === false
  }

  key(key: string): void {
    const frame = this.#frames.at(-1)
    if (frame !== undefined) frame.key = key
  }

  open(array: boolean): void {
    this.#frames.push({ array, key: '' })
  }

  /** @returns Whether such a one was open. */
  close(array: boolean): boolean {
    return this.#frames.pop()?.array === array
  }

  /** Whether an array that opens here surely holds the records. Arrays on the way add nothing to the path. */
  holdsRecords(): boolean {
    if (this.#declared === undefined) return this.#frames.length === 0
    const objects = this.#frames.filter((frame) => !frame.array)
    const declared = this.#declared
    return objects.length === declared.length && objects.every((frame, index) => nameOf(frame.key) === declared[index])
  }

  /** Whether an array that opens here holds the records if its first element is an object. */
  mayHoldRecords(): boolean {
    return this.#declared === undefined && this.depth <= deepestGuess && this.#frames.every((frame) => !frame.array)
  }

  /** What closes everything that is open. */
  closers(): string {
    return this.#frames
      .map((frame) => (frame.array ? ']' : '}'))
      .reverse()
      .join('')
  }
}

function nameOf(key: string): string {
  if (!key.includes('\\')) return key
  try {
    return String(JSON.parse(`"${key}"`))
  } catch {
    return key
  }
}
