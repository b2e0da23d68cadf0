import type { Readable, Writable } from 'node:stream'
import { Interrupted } from '../../context.ts'
import { UsageError } from '../../errors/usage-error.ts'
import type { Terminal } from '../../terminal.ts'

/** Asks the user. Without a terminal, a question is an error that names what would answer it. */
export interface Questions {
  /** @param instead What answers the question without a terminal, such as `--region`. */
  text(message: string, instead: string): Promise<string>
  /** Shows no characters of the answer. */
  secret(message: string, instead: string): Promise<string>
  choose(message: string, choices: readonly string[], instead: string): Promise<string>
}

/** Creates the questions of a command. They are shown on stderr. */
export function questions({ stdin, stderr }: Terminal, signal: AbortSignal): Questions {
  const isInteractive = stdin.isTTY === true && stderr.isTTY
  const streams = { input: stdin as unknown as Readable, output: stderr.stream as Writable, signal }
  const ask = async <T>(instead: string, prompt: (clack: Clack) => Promise<T | symbol>): Promise<T> => {
    if (!isInteractive)
      throw new UsageError(`${instead} is missing. Without a terminal, the command cannot ask for it.`)
    const clack = await import('@clack/prompts')
    const answer = await prompt(clack)
    if (!isAnswer(answer)) throw new Interrupted('Interrupted.')
    return answer
  }
  const validate = (value: string | undefined) => (value?.trim() ? undefined : 'Enter a value.')
  return {
    text: async (message, instead) =>
      (await ask<string>(instead, (clack) => clack.text({ message, validate, ...streams }))).trim(),
    secret: async (message, instead) =>
      (await ask<string>(instead, (clack) => clack.password({ message, validate, ...streams }))).trim(),
    choose: async (message, choices, instead) => {
      const options = choices.map((value) => ({ value, label: value }))
      return await ask<string>(instead, (clack) => clack.select({ message, options, ...streams }))
    },
  }
}

type Clack = typeof import('@clack/prompts')

/** A prompt that was cancelled returns a symbol. */
function isAnswer<T>(answer: T | symbol): answer is T {
  return typeof answer !== 'symbol'
}
