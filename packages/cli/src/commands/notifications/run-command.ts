import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { OutputStream, Terminal } from '../../terminal.ts'

/** How a command of the user is run. */
export interface RunCommandOptions {
  readonly terminal: Terminal
  readonly env: Readonly<Record<string, string | undefined>>
  readonly input: string
  readonly stdout: OutputStream
}

/**
 * Runs a command in the shell and waits for it. It has a process group of its own, so that Ctrl-C does not interrupt it.
 *
 * @throws Error if it cannot be run, fails, or is ended by a signal.
 */
export async function runCommand(command: string, { terminal, env, input, stdout }: RunCommandOptions): Promise<void> {
  const child = spawn(command, {
    shell: true,
    cwd: terminal.cwd,
    env: { ...terminal.env, ...env },
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdout.on('data', (chunk: Buffer) => void stdout.write(chunk))
  child.stderr.on('data', (chunk: Buffer) => void terminal.stderr.write(chunk))
  // The command need not read its input.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  if (code !== 0)
    throw new Error(`The command of --exec ${signal === null ? `exited with ${code}` : `was ended by ${signal}`}.`)
}
