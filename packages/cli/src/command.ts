/** What a command may use of the process that it runs in. */
export interface Terminal {
  /** Results. */
  readonly stdout: { write(text: string): unknown }
  /** Progress, notes and errors. */
  readonly stderr: { write(text: string): unknown }
  /** What is piped in, where a command reads it. */
  readonly stdin: AsyncIterable<string | Uint8Array> & { readonly isTTY?: boolean }
  /** Tells of signals. */
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/** One option of a command. */
export interface CommandOption {
  readonly type: 'string' | 'boolean'
  /** What the value is, for the help: `PORT`. */
  readonly value?: string
  readonly description: string
}

/** The values of the options that were given, by name. */
export type CommandValues = Readonly<Record<string, string | boolean | undefined>>

/** A command, in a module of its own that is loaded only when it is called. */
export interface Command {
  /** What it does, in a few sentences, for its help. */
  readonly description: string
  readonly options: Readonly<Record<string, CommandOption>>
  /**
   * @returns The exit code.
   * @throws UsageError when an option's value is wrong.
   */
  run(values: CommandValues, terminal: Terminal): Promise<number>
}

/** Ended as wished. */
export const exitDone = 0
/** Did not work. */
export const exitFailed = 1
/** Was called wrongly. */
export const exitUsage = 2

/** The command line is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** The command that was called wrongly, where there is one: its help is the one to read. */
  readonly command: string | undefined

  constructor(message: string, { command, cause }: { command?: string; cause?: unknown } = {}) {
    super(message, { cause })
    this.command = command
  }
}
