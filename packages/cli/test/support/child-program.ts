import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Result } from './program.ts'

/** The file of the built program. */
export const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

export interface ChildResult extends Omit<Result, 'code'> {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

interface ChildOptions {
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** The file descriptor of stdout. A pipe by default. */
  readonly stdout?: number
}

/** The built program in a process of its own. */
export class ChildProgram implements AsyncDisposable {
  readonly process: ChildProcess
  readonly result: Promise<ChildResult>
  readonly #lines: AsyncIterator<string>

  constructor(...args: [ChildOptions, ...string[]] | string[]) {
    const { env, stdout = 'pipe' } = optionsOf(args[0])
    const stdio: StdioOptions = ['pipe', stdout, 'pipe']
    const child: ChildProcess = spawn(
      process.execPath,
      [main, ...(args as readonly (ChildOptions | string)[]).filter(isText)],
      { stdio, env: { ...process.env, ...env } },
    )
    const output = { stdout: '', stderr: '' }
    child.stdout?.on('data', (chunk: Buffer) => {
      output.stdout += String(chunk)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      output.stderr += String(chunk)
    })
    this.process = child
    this.result = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal, ...output }))
    })
    this.#lines = createInterface({ input: child.stdout ?? new PassThrough() })[Symbol.asyncIterator]()
  }

  /** Reads the next line of stdout. */
  async line(): Promise<string> {
    const { value } = await this.#lines.next()
    return String(value)
  }

  /** Waits until stderr matches a pattern, or the program has ended. */
  async told(pattern: RegExp): Promise<void> {
    let text = ''
    await new Promise<void>((resolve) => {
      this.process.once('close', () => resolve())
      this.process.stderr?.on('data', (chunk: Buffer) => {
        text += String(chunk)
        if (pattern.test(text)) resolve()
      })
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGKILL')
    await this.result
  }
}

function isText(arg: ChildOptions | string): arg is string {
  return typeof arg === 'string'
}

function optionsOf(first: ChildOptions | string | undefined): ChildOptions {
  return typeof first === 'object' ? first : {}
}
