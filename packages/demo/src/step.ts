/**
 * Does one step and prints one line for it: what happened, and how long it took.
 *
 * @param what says what happened, from the step's result
 * @throws what the step throws, after a line that says that it failed
 */
export async function step<T>(name: string, what: (result: T) => string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    const result = await work()
    print('✓', what(result), performance.now() - started)
    return result
  } catch (error) {
    print('✗', `${name} failed`, performance.now() - started)
    throw error
  }
}

function print(sign: string, text: string, milliseconds: number): void {
  console.log(`${sign} ${text.padEnd(92)} ${duration(milliseconds).padStart(7)}`)
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
