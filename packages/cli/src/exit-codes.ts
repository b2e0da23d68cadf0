/** What the exit codes of the command mean. */
export const exitCodes = {
  /** The command succeeded. */
  done: 0,
  /** The command failed, or has a bug. */
  failed: 1,
  /** The command line or the configuration is invalid. Nothing was sent. */
  usage: 2,
  /** Amazon cancelled the report, or there is no data. */
  noData: 3,
  /** Amazon refused the credentials, or a role is missing. */
  refused: 4,
  /** A rate limit or the deadline was reached. */
  throttled: 5,
  /** Amazon failed to create the report. */
  fatal: 6,
  /** The network failed. */
  network: 7,
  /** Some of several things succeeded. */
  partly: 8,
  /** The command was interrupted by a signal. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/**
 * The exit code of a command that did several things: the common code if all of them have the same, `partly` if some
 * succeeded, else `failed`.
 */
export function combinedExitCode(codes: readonly ExitCode[]): ExitCode {
  const [first = exitCodes.done, ...others] = codes
  if (others.every((code) => code === first)) return first
  return codes.includes(exitCodes.done) ? exitCodes.partly : exitCodes.failed
}
