const backslash = 92

/** Passes over strings that may be cut anywhere. */
export class JsonStrings {
  /** Whether the text ended inside a string. */
  open = false
  /** Whether it ended behind a backslash that escapes what comes next. */
  #escaping = false

  /**
   * Goes on from inside a string. @returns The place behind its closing quotation mark, or the length of the text.
   */
  skip(text: string, from: number): number {
    this.open = true
    let start = from
    if (this.#escaping && start < text.length) {
      this.#escaping = false
      start += 1
    }
    for (let at = start; ; ) {
      const close = text.indexOf('"', at)
      const end = close === -1 ? text.length : close
      const escaped = oddBackslashes(text, start, end)
      if (close === -1) {
        this.#escaping = escaped || (this.#escaping && start === text.length)
        return end
      }
      if (!escaped) {
        this.open = false
        return close + 1
      }
      at = close + 1
    }
  }
}

/** Whether an odd number of backslashes stands right before `end`, none of them before `start`. */
function oddBackslashes(text: string, start: number, end: number): boolean {
  let at = end - 1
  while (at >= start && text.charCodeAt(at) === backslash) at -= 1
  return (end - 1 - at) % 2 === 1
}
