import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import type { Terminal } from '../terminal.ts'

/**
 * Asks a question on stderr that is answered with y or n. Anything but y means no.
 *
 * @throws The signal's reason if it is aborted.
 */
export async function confirm(
  question: string,
  { stdin, stderr }: Pick<Terminal, 'stdin' | 'stderr'>,
  signal: AbortSignal,
): Promise<boolean> {
  stderr.write(`${question} [y/N] `)
  const lines = createInterface({ input: stdin, terminal: false })
  try {
    // The end of the input, such as Ctrl-D, is no answer.
    const [answer = ''] = (await Promise.race([once(lines, 'line', { signal }), once(lines, 'close')])) as string[]
    return /^y(es)?$/i.test(answer.trim())
  } catch (error) {
    stderr.write('\n')
    signal.throwIfAborted()
    throw error
  } finally {
    lines.close()
  }
}
