import type { CommandDefinition, CommandInput } from './definitions/command-definition.ts'
import type { ExitCode } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** What a command gets besides its input. */
export interface CommandContext {
  readonly terminal: Terminal
  /** Aborted by Ctrl-C and other signals, and if stdout cannot be written. */
  readonly signal: AbortSignal
}

/**
 * Runs a command.
 *
 * @returns The exit code.
 * @throws UsageError or TypeError if the input is invalid; any other error if the command fails.
 */
export type Action<D extends CommandDefinition = CommandDefinition> = (
  input: CommandInput<D>,
  context: CommandContext,
) => Promise<ExitCode>

/** Why the signal of a context was aborted. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** The reader of stdout has read enough. The command ends without an error. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed'
}

/** Stdout cannot be written, for example because its disk is full. */
export class OutputFailed extends Error {
  override readonly name = 'OutputFailed'
  readonly code: string | undefined

  constructor(cause: NodeJS.ErrnoException) {
    super(`Stdout cannot be written: ${cause.message}.`, { cause })
    this.code = cause.code
  }
}
