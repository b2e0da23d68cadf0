import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { Progress } from '@reportline/scripts/progress'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showInvoice } from '../src/show-invoice.ts'
import { keepPrinted } from './printed.ts'

const reportType = 'GET_AB_INVOICE_PDF'

let emulator: Emulator
let folder: string
let printed: { text: string }
beforeEach(async () => {
  emulator = await startEmulator()
  folder = await mkdtemp(join(tmpdir(), 'reportline-demo-'))
  printed = keepPrinted()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
  await rm(folder, { recursive: true })
})

describe('showInvoice', () => {
  it('saves the PDF and says where', async () => {
    await showInvoice(emulator, new Progress(), folder)
    expect(await readdir(folder)).toEqual(['DE-2026-00017.pdf'])
    expect(printed.text).toContain(join(folder, 'DE-2026-00017.pdf'))
  })

  it('fails when there is no invoice', async () => {
    emulator.addFixtures({ reportTypes: [{ reportType, processingStatus: 'CANCELLED' }] })
    await expect(showInvoice(emulator, new Progress(), folder)).rejects.toThrow('ended as cancelled')
  })

  it('fails when the document is no ZIP', async () => {
    emulator.addFixtures({ reportTypes: [{ reportType, document: { content: 'an invoice' } }] })
    await expect(showInvoice(emulator, new Progress(), folder)).rejects.toThrow('ZIP')
    expect(await readdir(folder)).toEqual([])
  })
})
