import type { ManyRequest, PlannedRequest } from '@reportline/reports'
import { marketplaceName } from '../account/choose-accounts.ts'
import { openSession } from '../account/session.ts'
import type { Action } from '../context.ts'
import type { OptionValues } from '../definitions/command-definition.ts'
import type { requestOptions, runDefinition } from '../definitions/run.ts'
import { parseDuration } from '../duration.ts'
import { exitCodes } from '../exit-codes.ts'
import { startProgress } from '../output/progress.ts'
import { formatTable } from '../output/table.ts'
import { readPairs } from '../read-pairs.ts'
import type { OutputStream } from '../terminal.ts'
import { formatWindow, readWindow, type TimeWindow } from '../time/window.ts'
import { deliver, targetOf } from './deliver.ts'

/** `reportline run` */
export const run: Action<typeof runDefinition> = async ({ arguments: [reportType = ''], options }, context) => {
  const { terminal, signal } = context
  const window = readWindow(options)
  const request = readRequest(reportType, window, options)
  const maxAge = readDuration(options['max-age'], '--max-age')
  const timeout = readDuration(options.timeout, '--timeout')
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: request.marketplaces, onEvent })
  const plan = session.engine.plan(request)
  if (options['dry-run']) {
    await terminal.stdout.write(formatPlan(plan, options.json, terminal.stdout))
    return exitCodes.done
  }
  const target = await targetOf(options, { reports: plan.length, terminal })
  const shown = formatWindow(window)
  if (shown !== undefined) progress.note(`${reportType}: ${shown}`)
  const deadline = timeout === undefined ? undefined : new Date(session.clock.now() + timeout)
  const results = session.engine.runMany(request, { maxAge, deadline, signal, onEvent })
  return await deliver(results, { values: options, target, progress, context })
}

type RequestValues = OptionValues<{ name: ''; summary: ''; examples: []; options: typeof requestOptions }> & {
  readonly account: string | undefined
}

function readRequest(reportType: string, { from, to }: TimeWindow, values: RequestValues): ManyRequest {
  return {
    reportTypes: [reportType],
    accounts: values.account === undefined ? undefined : [values.account],
    marketplaces: values.marketplace?.map(marketplaceName),
    from,
    to,
    reportOptions: values.option && readPairs(values.option, '--option', 'reportPeriod=WEEK'),
    override: values.override,
  }
}

function readDuration(text: string | undefined, option: string): number | undefined {
  return text === undefined ? undefined : parseDuration(text, option)
}

function formatPlan(plan: readonly PlannedRequest[], json: boolean, stdout: OutputStream): string {
  const reports = plan.map(({ account, reportType, marketplaces = [], from, to, reportOptions = {} }) => ({
    account,
    reportType,
    marketplaces,
    from: timeText(from),
    to: timeText(to),
    reportOptions,
  }))
  if (json) return `${JSON.stringify({ reports }, undefined, 2)}\n`
  const rows = reports.map((report) => ({ ...report, marketplaces: report.marketplaces.join(' ') }))
  return formatTable(rows, ['account', 'reportType', 'marketplaces', 'from', 'to'], stdout)
}

function timeText(time: Date | string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString()
}
