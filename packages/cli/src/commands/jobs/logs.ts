import { type HistoryEntry, historyFolder, readHistory } from '../../account/job-history.ts'
import { chosenLedgerPath, openLedger } from '../../account/session.ts'
import type { Action } from '../../context.ts'
import type { logsDefinition } from '../../definitions/jobs.ts'
import { exitCodes } from '../../exit-codes.ts'
import { findJob, jobFields, jobStatus } from './ledger-jobs.ts'

/** `reportline logs` */
export const showLogs: Action<typeof logsDefinition> = async ({ arguments: [id = ''], options }, { terminal }) => {
  const path = chosenLedgerPath(options.ledger, terminal)
  await using ledger = await openLedger(path)
  const entry = await findJob(ledger, id)
  const { job } = entry
  const history = await readHistory(historyFolder(path), job.id)
  if (options.json) {
    const result = { ...jobFields(entry, Date.now()), history }
    await terminal.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`)
    return exitCodes.done
  }
  const lines = [`${job.reportType}, job ${job.id}, ${jobStatus(entry)}`, ...history.map(describe)]
  if (history.length === 0) lines.push(`${job.requestedAt}  requested (no other steps were recorded)`)
  await terminal.stdout.write(`${lines.join('\n')}\n`)
  return exitCodes.done
}

function describe({ time, event, reportId, status, milliseconds, code, message, candidates }: HistoryEntry): string {
  const parts = [
    reportId && `report ${reportId}`,
    status,
    milliseconds === undefined ? undefined : `next poll in ${Math.round(milliseconds / 1000)} s`,
    code,
    message,
    candidates === undefined ? undefined : `${candidates} candidates`,
  ]
  return `${time}  ${event.padEnd(18)} ${parts.filter((part) => part).join(', ')}`.trimEnd()
}
