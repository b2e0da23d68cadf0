/** Prints one line for each step: what happened, and how long it took. */
export class Progress {
  #since = performance.now()

  /** Says what has happened since the line before. */
  done(text: string): void {
    this.#print('✓', text)
  }

  /** Says what went wrong. */
  failed(text: string): void {
    this.#print('✗', text)
  }

  #print(sign: string, text: string): void {
    const now = performance.now()
    console.log(`${sign} ${text.padEnd(96)} ${duration(now - this.#since).padStart(7)}`)
    this.#since = now
  }
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
