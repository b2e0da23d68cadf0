import { join } from 'node:path'
import { type AccountScope, accountOf } from '../../account/choose-accounts.ts'
import { openSession } from '../../account/session.ts'
import type { Action } from '../../context.ts'
import type { documentsGetDefinition } from '../../definitions/reports.ts'
import { exitCodes } from '../../exit-codes.ts'
import { startProgress } from '../../output/progress.ts'
import { writeDocument } from '../../output/write-document.ts'
import { fileName, noteWritten, targetOf } from '../deliver.ts'

/** `reportline documents get` */
export const documentsGet: Action<typeof documentsGetDefinition> = async (
  { arguments: [id = ''], options },
  context,
) => {
  const { terminal, signal } = context
  const { type: reportType } = options
  const target = await targetOf(options, { reports: 1, terminal })
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const scope = await accountOf(session, { marketplaces: options.marketplace, reportType })
  const name = fileName({ reportType: reportType ?? 'document', account: scope.account.name, reportId: id }, options)
  const path = target.kind === 'stdout' ? undefined : target.kind === 'folder' ? join(target.path, name) : target.path
  const toScreen = path === undefined && terminal.stdout.isTTY
  const onRows = toScreen ? undefined : progress.onRows
  if (toScreen) progress.stop()
  const document = openDocument(scope, id, reportType)
  const written = await writeDocument(document, { values: options, terminal, signal, reportType, path, onRows })
  progress.stop()
  noteWritten(written, progress)
  if (options.json) await terminal.stdout.write(`${JSON.stringify(written, undefined, 2)}\n`)
  return exitCodes.done
}

function openDocument({ account, marketplaces }: AccountScope, id: string, reportType: string | undefined) {
  if (account.api !== 'selling-partner') return account.account.document(id, { reportType })
  return account.account.document(id, {
    ...(reportType === undefined ? {} : { reportType }),
    ...(marketplaces === undefined ? {} : { marketplaces }),
  })
}
