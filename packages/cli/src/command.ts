/** The signals that stop a command. It deletes its temporary files first. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

export type StopSignal = (typeof stopSignals)[number]

/** What a command uses of the process that it runs in. */
export interface Terminal {
  /** For results. */
  readonly stdout: { write(text: string): unknown }
  /** For progress, notes and errors. */
  readonly stderr: { write(text: string): unknown }
  readonly stdin: AsyncIterable<string | Uint8Array> & { readonly isTTY?: boolean }
  /** Registers a listener for a signal. */
  once(signal: StopSignal, listener: () => void): unknown
}

/** One option of a command. */
export interface CommandOption {
  readonly type: 'string' | 'boolean'
  /** The placeholder for the value in the help, such as `PORT`. */
  readonly value?: string
  readonly description: string
}

/** The values of the options on the command line, by name. */
export type CommandValues = Readonly<Record<string, string | boolean | undefined>>

/** A command. It is in its own module, which is loaded on demand. */
export interface Command {
  /** The description in its help. */
  readonly description: string
  readonly options: Readonly<Record<string, CommandOption>>
  /**
   * @returns The exit code.
   * @throws UsageError if the value of an option is invalid.
   */
  run(values: CommandValues, terminal: Terminal): Promise<number>
}

/** Exit code: the command succeeded. */
export const exitDone = 0
/** Exit code: the command failed. */
export const exitFailed = 1
/** Exit code: the command line is invalid. */
export const exitUsage = 2

/** The command line is invalid. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** The command whose help describes the correct usage. */
  readonly command: string | undefined

  constructor(message: string, { command, cause }: { command?: string; cause?: unknown } = {}) {
    super(message, { cause })
    this.command = command
  }
}
