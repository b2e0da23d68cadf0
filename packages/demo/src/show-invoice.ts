import { mkdir, readFile, rm } from 'node:fs/promises'
import type { Emulator } from '@reportline/emulator'
import { amazonBusiness } from '@reportline/reports/business'
import type { Progress } from '@reportline/scripts/progress'
import { emulatorClock } from './emulator-clock.ts'

/** The invoice that is asked for. */
const wanted = {
  reportType: 'GET_AB_INVOICE_PDF',
  marketplaces: ['DE'],
  reportOptions: { invoiceId: 'DE-2026-00017', documentType: 'Invoice' },
} as const

/**
 * Asks for an invoice of Amazon Business and saves the PDF that it is packed in.
 *
 * @param folder where the PDF goes; made where it is not there, emptied where it is
 * @throws Error when a step does not do what it says
 */
export async function showInvoice(emulator: Emulator, progress: Progress, folder: string): Promise<void> {
  const account = amazonBusiness({
    region: 'eu',
    endpoint: emulator.url,
    tokenEndpoint: `${emulator.url}/auth/o2/token`,
    credentials: emulator.credentials.business,
    application: { name: 'reportline-demo', version: '1.0' },
    clock: emulatorClock(emulator),
  })
  const outcome = await account.run(wanted)
  if (outcome.status !== 'done') throw new Error(`Business: the invoice ended as ${outcome.status}`)
  progress.done(`Business: asked for invoice ${wanted.reportOptions.invoiceId} and waited until it was DONE`)

  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  let files = 0
  for await (const file of outcome.document.files()) {
    const { path, bytes } = await file.save(folder)
    await checkPdf(path)
    progress.done(`Business: unpacked gzip and ZIP to ${path}, ${bytes} bytes`)
    files += 1
  }
  if (files !== 1) throw new Error(`Business: the document holds ${files} files, not one`)
}

/** A PDF ends with the place of its table, by which a viewer opens it. */
async function checkPdf(path: string): Promise<void> {
  const file = await readFile(path, 'latin1')
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1])
  if (!file.startsWith('%PDF-') || !file.startsWith('xref', table)) throw new Error(`${path} is no whole PDF`)
}
