import { mkdir, readFile, rm } from 'node:fs/promises'
import type { Emulator } from '@reportline/emulator'
import { amazonBusiness } from '@reportline/reports/business'
import type { Progress } from '@reportline/scripts/progress'
import { accountOptions, tokenEndpointOf } from './account-options.ts'

const request = {
  reportType: 'GET_AB_INVOICE_PDF',
  marketplaces: ['DE'],
  reportOptions: { invoiceId: 'DE-2026-00017', documentType: 'Invoice' },
} as const

/**
 * Requests an invoice from Amazon Business and saves its PDF.
 *
 * @param folder Where to save the PDF. The folder is created, or emptied if it exists.
 * @throws Error if a step does not have the expected result.
 */
export async function showInvoice(emulator: Emulator, progress: Progress, folder: string): Promise<void> {
  const account = amazonBusiness({
    ...accountOptions(emulator),
    region: 'eu',
    tokenEndpoint: tokenEndpointOf(emulator),
    credentials: emulator.credentials.business,
  })
  const outcome = await account.run(request)
  if (outcome.status !== 'done') throw new Error(`Business: the status of the invoice is ${outcome.status}, not done`)
  progress.done(`Business: requested invoice ${request.reportOptions.invoiceId} and waited until it was DONE`)

  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  let files = 0
  for await (const file of outcome.document.files()) {
    const { path, bytes } = await file.save(folder)
    await checkPdf(path)
    progress.done(`Business: unpacked gzip and ZIP to ${path}, ${bytes} bytes`)
    files += 1
  }
  if (files !== 1) throw new Error(`Business: the document contains ${files} files instead of 1`)
}

/** Checks that a PDF is complete: it ends with the offset of its cross-reference table. */
async function checkPdf(path: string): Promise<void> {
  const file = await readFile(path, 'latin1')
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1])
  if (!file.startsWith('%PDF-') || !file.startsWith('xref', table)) throw new Error(`${path} is not a complete PDF`)
}
