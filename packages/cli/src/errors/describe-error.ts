import { type ExitCode, exitCodes } from '../exit-codes.ts'

/** An error as the command prints it. */
export interface DescribedError {
  readonly code: string
  readonly message: string
  readonly requestId?: string
  readonly status?: number
  /** What to do next. */
  readonly suggestions: readonly string[]
  readonly exitCode: ExitCode
  /** For `--debug`. */
  readonly stack?: string
}

/** The fields that the errors of Reportline's packages have. They are recognized by name, so that nothing is loaded. */
interface KnownError extends Error {
  readonly code?: string
  readonly status?: number
  readonly requestId?: string
  readonly job?: { readonly id: string }
}

/** Describes an error: what happened, what to do, and the exit code. */
export function describeError(thrown: unknown): DescribedError {
  const error: KnownError = thrown instanceof Error ? thrown : new Error(String(thrown))
  const { exitCode, suggestion } = classify(error)
  const suggestions = [suggestion, resumeHint(error)].filter((text) => text !== undefined)
  return {
    code: error.code ?? error.name,
    message: commandTerms(error.message),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    ...(typeof error.status === 'number' ? { status: error.status } : {}),
    suggestions,
    exitCode,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
  }
}

interface Classification {
  readonly exitCode: ExitCode
  readonly suggestion?: string
}

function classify(error: KnownError): Classification {
  switch (error.name) {
    case 'UsageError':
      return { exitCode: exitCodes.usage }
    case 'TypeError':
      return { exitCode: isBug(error) ? exitCodes.failed : exitCodes.usage }
    case 'AuthError':
      return authError(error)
    case 'ApiError':
      return apiError(error)
    case 'RequestError':
      return requestError(error)
    case 'ReportError':
      return { exitCode: error.code === 'DEADLINE' ? exitCodes.throttled : exitCodes.failed }
    case 'ScheduleError':
      return { exitCode: error.code === 'NOT_SCHEDULABLE' ? exitCodes.usage : exitCodes.failed }
    case 'NotificationError':
      return notificationError(error)
    case 'DocumentError':
      return { exitCode: error.code === 'NETWORK' || error.code === 'TIMEOUT' ? exitCodes.network : exitCodes.failed }
    default:
      return otherError(error)
  }
}

/** The packages throw a TypeError for invalid input. Those of the JavaScript engine say that this program has a bug. */
function isBug({ message }: KnownError): boolean {
  return /^Cannot \w+ |is not (a function|a constructor|iterable|defined)\b/.test(message)
}

function notificationError({ code }: KnownError): Classification {
  if (code === 'SQS_MISSING') {
    return { exitCode: exitCodes.failed, suggestion: 'Install it next to the command: npm install @aws-sdk/client-sqs' }
  }
  if (code === 'QUEUE_FIFO') return { exitCode: exitCodes.usage }
  return { exitCode: code === 'QUEUE_NOT_ALLOWED' ? exitCodes.refused : exitCodes.failed }
}

/** Its message contains what to do. */
function authError({ code }: KnownError): Classification {
  if (code === 'NETWORK' || code === 'TIMEOUT' || code === 'UNAVAILABLE') return { exitCode: exitCodes.network }
  return { exitCode: code === 'THROTTLED' ? exitCodes.throttled : exitCodes.refused }
}

function apiError({ status }: KnownError): Classification {
  if (status === 401 || status === 403) {
    return { exitCode: exitCodes.refused, suggestion: 'Check the credentials and the roles: reportline doctor' }
  }
  if (status === 429) return { exitCode: exitCodes.throttled, suggestion: 'Wait, then run the same command again.' }
  return { exitCode: exitCodes.failed }
}

function requestError({ code }: KnownError): Classification {
  if (code === 'NETWORK' || code === 'TIMEOUT') return { exitCode: exitCodes.network }
  return { exitCode: code === 'DEADLINE' ? exitCodes.throttled : exitCodes.failed }
}

function otherError({ code }: KnownError): Classification {
  if (code === 'ENOSPC')
    return { exitCode: exitCodes.failed, suggestion: 'The disk is full. Free some space, and try again.' }
  // An older version of Node, without `node:sqlite`.
  if (code === 'ERR_UNKNOWN_BUILTIN_MODULE') {
    return { exitCode: exitCodes.failed, suggestion: 'Install Node 22.13 or newer. See: node --version' }
  }
  return { exitCode: exitCodes.failed }
}

function resumeHint({ job }: KnownError): string | undefined {
  return job === undefined ? undefined : `To continue: reportline resume ${job.id}`
}

/** Messages of the packages name their own options. */
function commandTerms(message: string): string {
  return message
    .replaceAll(/set `override: true`/g, 'add --override')
    .replaceAll(/Set `account` to/g, 'Set --account to')
}
