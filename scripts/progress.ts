/** Prints one line for each step, with its duration. */
export class Progress {
  #since = performance.now()

  /** Prints a finished step and the time since the previous line. */
  done(message: string): void {
    this.#print('✓', message)
  }

  /** Prints a failed step and the time since the previous line. */
  failed(message: string): void {
    this.#print('✗', message)
  }

  #print(sign: string, message: string): void {
    const now = performance.now()
    console.log(`${sign} ${message.padEnd(96)} ${duration(now - this.#since).padStart(7)}`)
    this.#since = now
  }
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
