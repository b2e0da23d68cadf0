import { once } from 'node:events'
import type { ReadStream, WriteStream } from 'node:tty'

/** A stream for output. */
export interface OutputStream {
  readonly isTTY: boolean
  /** Width in characters, on a terminal. */
  readonly columns: number | undefined
  /** @returns A promise to wait for before more is written, if the reader is slower than the writer. */
  write(data: string | Uint8Array): Promise<void> | undefined
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
  /** Adds a listener for the end of the reader of stdout, such as `head`. */
  onStdoutClosed(listener: () => void): void
  /** Ends the process at once. */
  exit(code: number): void
}

/** The terminal of a Node process. */
export function processTerminal(process: NodeJS.Process): Terminal {
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
    onStdoutClosed(listener) {
      process.stdout.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
        listener()
      })
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
      return Promise.race([once(stream, 'drain'), once(stream, 'close')]).then(() => {})
    },
    stream,
  }
}
