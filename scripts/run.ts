import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { workspace } from './apis.ts'

/** The result of a finished command. */
export interface CommandResult {
  /** The exit code, or 128 plus the signal's number if a signal ended the command. */
  readonly code: number
  /** Standard output and standard error, in the order in which they arrived. */
  readonly output: string
  readonly milliseconds: number
}

export interface RunOptions {
  /** The working directory. Defaults to the workspace. */
  readonly cwd?: string
  /** Whether to print the output as it arrives. */
  readonly show?: boolean
  /** Called with each chunk of output as it arrives. */
  readonly onOutput?: (chunk: string) => void
  /** Environment variables to add. */
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Runs a command in a process group of its own and waits until it ends, whatever its exit code.
 *
 * SIGINT, SIGTERM and SIGHUP are forwarded to the group. This process then exits with 128 plus the signal's number once the
 * command has ended, and starts no other command.
 *
 * @throws Error if the command cannot be started, or if a signal was received before
 */
export async function run(
  command: string,
  args: readonly string[],
  { cwd = workspace, show = false, onOutput, env }: RunOptions = {},
): Promise<CommandResult> {
  if (receivedSignal) throw new Error(`Interrupted by ${receivedSignal}: ${command} was not started`)
  const started = performance.now()
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  const keep = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
    chunks.push(chunk)
    if (show) stream.write(chunk)
    onOutput?.(chunk.toString())
  }
  child.stdout.on('data', keep(process.stdout))
  child.stderr.on('data', keep(process.stderr))
  const code = await waitForEnd(child)
  return { code, output: Buffer.concat(chunks).toString(), milliseconds: performance.now() - started }
}

/**
 * Runs a command that must succeed.
 *
 * @throws Error with the command's output if its exit code is not 0
 */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  const result = await run(command, args, options)
  if (result.code !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${result.code}:\n${result.output}`)
  return result
}

const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const running = new Set<ChildProcess>()
let receivedSignal: NodeJS.Signals | undefined

function waitForEnd(child: ChildProcess): Promise<number> {
  if (running.size === 0) for (const signal of forwardedSignals) process.on(signal, forwardSignal)
  running.add(child)
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? exitCodeOf(signal)))
  }).finally(() => {
    running.delete(child)
    if (running.size === 0) for (const signal of forwardedSignals) process.off(signal, forwardSignal)
  })
}

function forwardSignal(signal: NodeJS.Signals): void {
  if (!receivedSignal) process.once('exit', () => (process.exitCode = exitCodeOf(signal)))
  receivedSignal ??= signal
  for (const { pid } of running) if (pid !== undefined) process.kill(-pid, signal)
}

function exitCodeOf(signal: NodeJS.Signals | null): number {
  return 128 + (signal === null ? 0 : constants.signals[signal])
}
