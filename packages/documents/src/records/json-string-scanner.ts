const backslash = 92

/** Skips JSON strings that can be cut anywhere. */
export class JsonStringScanner {
  /** Whether the text ended inside a string. */
  isOpen = false
  /** Whether the text ended after a backslash that escapes the next character. */
  #isEscaping = false

  /**
   * Skips the rest of a string.
   *
   * @param from An index inside the string.
   * @returns The index after the closing quotation mark, or the length of the text if there is none.
   */
  skip(text: string, from: number): number {
    this.isOpen = true
    let start = from
    if (this.#isEscaping && start < text.length) {
      this.#isEscaping = false
      start += 1
    }
    for (let index = start; ; ) {
      const close = text.indexOf('"', index)
      const end = close === -1 ? text.length : close
      const isEscaped = hasOddBackslashes(text, start, end)
      if (close === -1) {
        this.#isEscaping = isEscaped || (this.#isEscaping && start === text.length)
        return end
      }
      if (!isEscaped) {
        this.isOpen = false
        return close + 1
      }
      index = close + 1
    }
  }
}

/** Returns whether an odd number of backslashes, none of them before `start`, precedes `end`. */
function hasOddBackslashes(text: string, start: number, end: number): boolean {
  let index = end - 1
  while (index >= start && text.charCodeAt(index) === backslash) index -= 1
  return (end - 1 - index) % 2 === 1
}
