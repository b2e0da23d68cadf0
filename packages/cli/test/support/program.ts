import { EventEmitter, once } from 'node:events'
import type { StopSignal } from '../../src/command.ts'
import { runCommandLine } from '../../src/run-command-line.ts'

export interface Result {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A command line that runs in this process, with a terminal of its own. */
export class Program implements AsyncDisposable {
  readonly result: Promise<Result>
  /** Resolves when the program waits for signals. */
  readonly waiting: Promise<void>
  readonly #signals = new EventEmitter()
  readonly #writes = new EventEmitter()
  #stdout = ''
  #stderr = ''

  constructor(args: readonly string[], input = '') {
    let waits = () => {}
    this.waiting = new Promise((resolve) => {
      waits = resolve
    })
    const terminal = {
      stdout: {
        write: (text: string) => {
          this.#stdout += text
          this.#writes.emit('write')
        },
      },
      stderr: {
        write: (text: string) => {
          this.#stderr += text
        },
      },
      stdin: streamOf(input),
      once: (signal: string, listener: () => void) => {
        this.#signals.once(signal, listener)
        waits()
      },
    }
    this.result = runCommandLine(args, terminal).then((code) => ({ code, stdout: this.#stdout, stderr: this.#stderr }))
  }

  /** Waits for the first output and returns all output so far. */
  async output(): Promise<string> {
    if (this.#stdout === '') await Promise.race([once(this.#writes, 'write'), this.result])
    return this.#stdout
  }

  /** Sends a signal and waits for the end. */
  async stop(signal: StopSignal = 'SIGTERM'): Promise<Result> {
    this.#signals.emit(signal)
    return await this.result
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }
}

/** Runs a command line that ends without a signal. */
export async function run(...args: string[]): Promise<Result> {
  return await new Program(args).result
}

/** Runs a command line with a string on standard input. */
export async function runWithInput(input: string, ...args: string[]): Promise<Result> {
  return await new Program(args, input).result
}

async function* streamOf(input: string): AsyncGenerator<string> {
  yield input
}
