import { once } from 'node:events'
import type { ReadStream, WriteStream } from 'node:tty'

/** A stream for output. */
export interface OutputStream {
  readonly isTTY: boolean
  /** Width in characters, on a terminal. */
  readonly columns: number | undefined
  /** @returns A promise to wait for before more is written, if the reader is slower than the writer. */
  write(data: string | Uint8Array): Promise<void> | undefined
  /** Waits until everything has been written, or writing has failed. */
  flush(): Promise<void>
  /** The stream, for libraries that draw on it. */
  readonly stream: NodeJS.WritableStream
}

/** The signals that end a command. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGQUIT'
export const stopSignals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']

/** What a command uses of the process that it runs in. */
export interface Terminal {
  /** For results. */
  readonly stdout: OutputStream
  /** For progress, notes and errors. */
  readonly stderr: OutputStream
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that relative paths refer to. */
  readonly cwd: string
  /** Adds a listener for a signal. Returns a function that removes it. */
  onSignal(signal: StopSignal, listener: () => void): () => void
  /** Adds a listener for a failed write to stdout, for example because its reader has ended or the disk is full. */
  onStdoutError(listener: (error: NodeJS.ErrnoException) => void): void
  /** Ends the process at once. */
  exit(code: number): void
}

/** The terminal of a Node process. */
export function processTerminal(process: NodeJS.Process): Terminal {
  // The command continues without progress if nobody reads stderr any more.
  process.stderr.on('error', () => {})
  return {
    stdout: outputStream(process.stdout),
    stderr: outputStream(process.stderr),
    stdin: process.stdin as ReadStream,
    env: process.env,
    cwd: process.cwd(),
    onSignal(signal, listener) {
      // Windows has no SIGQUIT, and Node refuses to listen for it there.
      if (process.platform === 'win32' && signal === 'SIGQUIT') return () => {}
      process.on(signal, listener)
      return () => process.off(signal, listener)
    },
    onStdoutError(listener) {
      process.stdout.on('error', listener)
    },
    exit: (code) => process.exit(code),
  }
}

function outputStream(stream: WriteStream): OutputStream {
  return {
    get isTTY() {
      return stream.isTTY === true
    },
    get columns() {
      return stream.columns
    },
    write(data) {
      if (stream.write(data) || stream.destroyed) return undefined
      // An error of the stream has a listener of its own.
      const ignore = (): void => {}
      return Promise.race([once(stream, 'drain'), once(stream, 'close')]).then(ignore, ignore)
    },
    async flush() {
      if (!stream.destroyed) await new Promise<void>((resolve) => stream.write('', () => resolve()))
    },
    stream,
  }
}
