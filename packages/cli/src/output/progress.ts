import type { ProgressEvent } from '@reportline/reports'
import type { SessionEvent } from '../account/connected-account.ts'
import type { Terminal } from '../terminal.ts'

/** How much a command tells on stderr. */
export interface ProgressOptions {
  readonly terminal: Terminal
  readonly quiet: boolean
  readonly verbose: boolean
  readonly debug: boolean
}

/** Tells on stderr what a command is doing: one changing line on a terminal, otherwise a line per step. */
export interface Progress extends AsyncDisposable {
  /** Shows what an event says. */
  onEvent(event: SessionEvent | ProgressEvent): void
  /** Shows how far the command has read a document. */
  onRows(rows: number): void
  /** Prints a line that stays. */
  note(text: string): void
  /** Ids of the jobs whose reports are not finished. */
  unfinishedJobs(): readonly string[]
  /** Removes the changing line. */
  stop(): void
}

/** Minimum time between two updates of the changing line. Milliseconds. */
const updateInterval = 100

/** Creates the progress of a command. */
export async function startProgress({ terminal, quiet, verbose, debug }: ProgressOptions): Promise<Progress> {
  const { stderr, env } = terminal
  const animated = stderr.isTTY && !quiet && !verbose && !debug && env.TERM !== 'dumb' && env.CI === undefined
  const spinner = animated ? await createSpinner(stderr.stream) : undefined
  const unfinished = new Set<string>()
  let updated = 0
  const show = (text: string, level: 'step' | 'detail' | 'call'): void => {
    if (quiet) return
    if (spinner !== undefined) {
      if (level !== 'call') spinner.start(text)
      return
    }
    if (level === 'step' || (level === 'detail' && (verbose || debug)) || debug) stderr.write(`${text}\n`)
  }
  const stop = (): void => {
    spinner?.stop()
  }
  return {
    onEvent(event) {
      if ('job' in event && event.type === 'finished') unfinished.delete(event.job.id)
      else if ('job' in event) unfinished.add(event.job.id)
      const told = describeEvent(event)
      if (told !== undefined) show(told.text, told.level)
    },
    onRows(rows) {
      const now = Date.now()
      if (spinner === undefined || now - updated < updateInterval) return
      updated = now
      show(`${rows.toLocaleString('en-US')} rows`, 'detail')
    },
    note(text) {
      if (!quiet) stderr.write(`${text}\n`)
    },
    unfinishedJobs: () => [...unfinished],
    stop,
    async [Symbol.asyncDispose]() {
      stop()
    },
  }
}

async function createSpinner(stream: NodeJS.WritableStream) {
  const { default: yoctoSpinner } = await import('yocto-spinner')
  return yoctoSpinner({ stream: stream as NodeJS.WriteStream, handleSignals: false })
}

interface ToldEvent {
  readonly text: string
  /** `step` is always told, `detail` with `--verbose`, `call` with `--debug`. */
  readonly level: 'step' | 'detail' | 'call'
}

function describeEvent(event: SessionEvent | ProgressEvent): ToldEvent | undefined {
  switch (event.type) {
    case 'warning':
      return step(`Warning: ${event.reason}. ${event.suggestion}.`)
    case 'creating':
      return detail(`${event.job.reportType}: requesting the report (job ${event.job.id})`)
    case 'created':
      return step(`${event.job.reportType}: requested, report ${event.job.reportId}`)
    case 'reused':
      return step(`${event.job.reportType}: reusing the document of report ${event.job.reportId}`)
    case 'joined':
      return step(
        `${event.job.reportType}: already requested, waiting for report ${event.job.reportId ?? 'to be created'}`,
      )
    case 'resumed':
      return step(`${event.job.reportType}: resuming job ${event.job.id}`)
    case 'listing-candidates':
      return step(`${event.job.reportType}: the response was lost, looking for the report`)
    case 'adopted':
      return step(`${event.job.reportType}: found report ${event.job.reportId}`)
    case 'waiting':
      return waiting(event)
    case 'poll-failed':
      return detail(`${event.job.reportType}: polling failed (${event.code}), polling again later`)
    case 'finished':
      return step(`${event.job.reportType}: report ${event.job.reportId} is ${event.processingStatus}`)
    case 'download':
      return detail(
        `downloading document ${event.reportDocumentId}${event.attempt > 1 ? `, attempt ${event.attempt}` : ''}`,
      )
    case 'progress':
      return event.total > 1 ? detail(`${event.finished + event.failed} of ${event.total} reports finished`) : undefined
    default:
      return describeCall(event)
  }
}

function waiting({ job, processingStatus, milliseconds }: Extract<SessionEvent, { type: 'waiting' }>): ToldEvent {
  const status = processingStatus === undefined ? 'waiting' : processingStatus.toLowerCase().replaceAll('_', ' ')
  return detail(`${job.reportType}: ${status}, next poll in ${Math.round(milliseconds / 1000)} s`)
}

function describeCall(event: SessionEvent | ProgressEvent): ToldEvent | undefined {
  switch (event.type) {
    case 'wait':
      return {
        text: `${event.operation}: waiting ${Math.ceil(event.milliseconds / 1000)} s for the rate limit`,
        level: event.milliseconds > 2000 ? 'step' : 'call',
      }
    case 'request':
      return { text: `${event.operation}: attempt ${event.attempt}`, level: 'call' }
    case 'response':
      return {
        text: `${event.operation}: ${event.status} in ${Math.round(event.milliseconds)} ms${event.requestId === undefined ? '' : `, request id ${event.requestId}`}`,
        level: 'call',
      }
    case 'retry':
      return detail(
        `${event.operation}: failed (${event.code ?? event.status ?? 'no token'}), trying again in ${Math.round(event.milliseconds)} ms`,
      )
    default:
      return undefined
  }
}

function step(text: string): ToldEvent {
  return { text, level: 'step' }
}

function detail(text: string): ToldEvent {
  return { text, level: 'detail' }
}
