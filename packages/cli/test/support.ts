import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** The real program, in a process of its own, as built. */
export class Program implements AsyncDisposable {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  readonly #lines: AsyncIterator<string>

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
    const { child } = this
    const output = { stdout: '', stderr: '' }
    child.stdout?.on('data', (chunk: Buffer) => {
      output.stdout += String(chunk)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      output.stderr += String(chunk)
    })
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal, ...output }))
    })
    if (child.stdout === null) throw new Error('stdout is not piped')
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  }

  async line(): Promise<string> {
    const { value } = await this.#lines.next()
    return String(value)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended
  }
}

export async function run(...args: string[]): Promise<Ended> {
  return await runWithInput('', ...args)
}

/** As {@link run}, with something on standard input. */
export async function runWithInput(input: string, ...args: string[]): Promise<Ended> {
  await using program = new Program(...args)
  program.child.stdin?.end(input)
  return await program.ended
}
