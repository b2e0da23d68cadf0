import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { Progress } from '@reportline/scripts/progress'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showInvoice } from '../src/show-invoice.ts'
import { captureOutput } from './capture-output.ts'

const reportType = 'GET_AB_INVOICE_PDF'

let emulator: Emulator
let folder: string
let output: { text: string }
beforeEach(async () => {
  emulator = await startEmulator()
  folder = await mkdtemp(join(tmpdir(), 'reportline-demo-'))
  output = captureOutput()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
  await rm(folder, { recursive: true })
})

describe('showInvoice', () => {
  it('saves the PDF and prints its path', async () => {
    await showInvoice(emulator, new Progress(), folder)
    expect(await readdir(folder)).toEqual(['DE-2026-00017.pdf'])
    expect(output.text).toContain(join(folder, 'DE-2026-00017.pdf'))
  })

  it('fails if there is no invoice', async () => {
    emulator.addFixtures({ reportTypes: [{ reportType, processingStatus: 'CANCELLED' }] })
    await expect(showInvoice(emulator, new Progress(), folder)).rejects.toThrow(
      'the status of the invoice is cancelled',
    )
  })

  it('fails if the document is not a ZIP archive', async () => {
    emulator.addFixtures({ reportTypes: [{ reportType, document: { content: 'an invoice' } }] })
    await expect(showInvoice(emulator, new Progress(), folder)).rejects.toThrow('ZIP')
    expect(await readdir(folder)).toEqual([])
  })
})
