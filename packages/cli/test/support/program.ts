import { EventEmitter, once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { runProgram } from '../../src/program.ts'
import type { StopSignal, Terminal } from '../../src/terminal.ts'

export interface Result {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface ProgramOptions {
  /** Standard input: a string, or a stream that the test writes to. */
  readonly input?: string | PassThrough
  readonly env?: Record<string, string>
  readonly cwd?: string
  /** Whether stdin and stderr are terminals. */
  readonly isTTY?: boolean
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

  constructor(
    args: readonly string[],
    { input = '', env = {}, cwd = process.cwd(), isTTY = false }: ProgramOptions = {},
  ) {
    let waits = () => {}
    this.waiting = new Promise((resolve) => {
      waits = resolve
    })
    const output = (add: (text: string) => void) => ({
      isTTY: false,
      columns: undefined,
      write: (data: string | Uint8Array) => void add(String(data)),
      flush: async () => {},
      stream: new PassThrough(),
    })
    const addError = (text: string): void => {
      this.#stderr += text
      this.#writes.emit('error-write')
    }
    const errorStream = new PassThrough().setEncoding('utf8').on('data', addError)
    const terminal: Terminal = {
      stdout: output((text) => {
        this.#stdout += text
        this.#writes.emit('write')
      }),
      stderr: { ...output(addError), isTTY, stream: errorStream },
      stdin: Object.assign(typeof input === 'string' ? Readable.from([input]) : input, { isTTY, setRawMode: () => {} }),
      env,
      cwd,
      onSignal: (signal, listener) => {
        this.#signals.on(signal, listener)
        waits()
        return () => this.#signals.off(signal, listener)
      },
      onStdoutError: () => {},
      exit: () => {},
    }
    this.result = runProgram(args, terminal, '1.2.3').then((code) => ({
      code,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }))
  }

  /** Waits for the first output and returns all output so far. */
  async output(): Promise<string> {
    if (this.#stdout === '') await Promise.race([once(this.#writes, 'write'), this.result])
    return this.#stdout
  }

  /** Waits until stderr matches. */
  async errorOutput(pattern: RegExp): Promise<string> {
    let ended = false
    const end = this.result.then(() => {
      ended = true
    })
    while (!pattern.test(this.#stderr)) {
      if (ended) throw new Error(`The program has ended without ${pattern}. It printed:\n${this.#stderr}`)
      await Promise.race([once(this.#writes, 'error-write'), end])
    }
    return pattern.exec(this.#stderr)?.[0] ?? ''
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
  return await new Program(args, { input }).result
}
