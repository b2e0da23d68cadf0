import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Result } from './program.ts'

/** The file of the built program. */
export const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

export interface ChildResult extends Omit<Result, 'code'> {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The built program in a process of its own. */
export class ChildProgram implements AsyncDisposable {
  readonly process: ChildProcess
  readonly result: Promise<ChildResult>
  readonly #lines: AsyncIterator<string>

  constructor(...args: string[]) {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
    const output = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk: Buffer) => {
      output.stdout += String(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      output.stderr += String(chunk)
    })
    this.process = child
    this.result = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal, ...output }))
    })
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  }

  /** Reads the next line of stdout. */
  async line(): Promise<string> {
    const { value } = await this.#lines.next()
    return String(value)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGKILL')
    await this.result
  }
}
