import { spawn } from 'node:child_process'
import { workspace } from './apis.ts'

/** What a finished command left. */
export interface CommandResult {
  readonly code: number
  /** Standard output and standard error, as they came. */
  readonly output: string
  readonly milliseconds: number
}

/** How a command is run. */
export interface RunOptions {
  /** Where it runs; the workspace if nothing is said. */
  readonly cwd?: string
  /** Shows the output while it comes, besides keeping it. */
  readonly show?: boolean
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a command to its end, whatever its exit code. A signal that ends this program ends the command too. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd ?? workspace, env: { ...process.env, ...options.env } })
    const chunks: Buffer[] = []
    const keep = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      chunks.push(chunk)
      if (options.show) stream.write(chunk)
    }
    child.stdout.on('data', keep(process.stdout))
    child.stderr.on('data', keep(process.stderr))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({
        code: code ?? 1,
        output: Buffer.concat(chunks).toString(),
        milliseconds: performance.now() - started,
      })
    })
  })
}

/**
 * Runs a command that must succeed.
 *
 * @throws Error with the command's whole output when it does not
 */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  const result = await run(command, args, options)
  if (result.code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${result.code}:\n${result.output}`)
  return result
}
