import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Emulator } from '@reportline/emulator'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type AmazonBusinessOptions, amazonBusiness } from '../../../src/accounts/business/index.ts'
import type { Outcome } from '../../../src/index.ts'
import { invoice } from '../../support/business.ts'
import { emulatorClock, listingFetch, withEmulator } from '../../support/emulated.ts'
import { savingRun } from '../../support/fake-amazon.ts'
import { bytesOf, collect } from '../../support/streams.ts'

function accountAt(emulator: Emulator, options: Partial<AmazonBusinessOptions> = {}) {
  return amazonBusiness({
    region: 'eu',
    credentials: emulator.credentials.business,
    endpoint: emulator.url,
    tokenEndpoint: `${emulator.url}/auth/o2/token`,
    application: { name: 'Tests', version: '1' },
    clock: emulatorClock(emulator),
    ...options,
  })
}

function reportDocument(outcome: Outcome) {
  if (outcome.status === 'done') return outcome.document
  throw new Error(`the outcome is ${outcome.status}`)
}

const request = { reportType: 'GET_AB_INVOICE_PDF', ...invoice('INV-1') } as const

describe('an invoice, against the emulator,', () => {
  test('is a PDF in a gzipped ZIP file', () =>
    withEmulator(async (emulator) => {
      const document = reportDocument(await accountAt(emulator).run(request))
      const raw = await bytesOf(document.raw())
      const bytes = await bytesOf(document.bytes())
      expect(gunzipSync(raw)).toEqual(bytes)
      const [[name, pdf] = []] = Object.entries(unzipSync(bytes))
      expect(name).toBe('INV-1.pdf')
      expect(
        Buffer.from(pdf ?? [])
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    }))

  test('can be read as a PDF and saved to a file', () =>
    withEmulator(async (emulator) => {
      const folder = await mkdtemp(join(tmpdir(), 'invoices-'))
      try {
        const document = reportDocument(await accountAt(emulator).run(request))
        for await (const file of document.files()) {
          expect(file.name).toBe('INV-1.pdf')
          const { path, bytes } = await file.save(folder)
          expect(path).toBe(join(folder, 'INV-1.pdf'))
          expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-')
          expect(bytes).toBe(file.size)
        }
        expect(await readdir(folder)).toEqual(['INV-1.pdf'])
      } finally {
        await rm(folder, { recursive: true })
      }
    }))

  test('that does not exist is cancelled', () =>
    withEmulator(async (emulator) => {
      const outcome = await accountAt(emulator).run({ ...request, reportOptions: { shape: 'round' } })
      expect(outcome.status).toBe('cancelled')
    }))

  test('resumes in another process from the saved job', () =>
    withEmulator(async (emulator) => {
      const options = savingRun()
      await accountAt(emulator).start(request, options)
      const saved = options.saved.at(-1)
      if (saved === undefined) throw new Error('nothing was saved')
      expect((await accountAt(emulator).resume(saved)).status).toBe('done')
    }))

  test('is found in the list if the response to createReport is lost', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-during' }] })
      const outcome = await accountAt(emulator).run(request)
      expect(outcome).toMatchObject({ status: 'unknown', candidates: [{ reportType: 'GET_AB_INVOICE_PDF' }] })
    }))

  test('is rejected for the credentials of a seller', () =>
    withEmulator(async (emulator) => {
      const running = accountAt(emulator, { credentials: emulator.credentials.sellingPartner }).run(request)
      await expect(running).rejects.toMatchObject({ name: 'ApiError', status: 403 })
    }))
})

describe('many invoices, against the emulator,', () => {
  test("are requested at Amazon's rate limit without a 429", () =>
    withEmulator(async (emulator) => {
      const { fetch, calls } = listingFetch()
      const statuses: number[] = []
      const account = accountAt(emulator, {
        fetch,
        onEvent: (event) => {
          if (event.type === 'retry' && event.status !== undefined) statuses.push(event.status)
        },
      })
      const list = Array.from({ length: 20 }, (_, index) => invoice(`INV-${index}`))
      const results = await collect(account.invoices(list))
      expect(results.map(({ outcome }) => outcome?.status)).toEqual(Array(20).fill('done'))
      expect(calls.filter((call) => call === 'POST /reports/2021-09-30/reports')).toHaveLength(20)
      expect(statuses).not.toContain(429)
    }))

  test('are collected by a program that did not request them', () =>
    withEmulator(async (emulator) => {
      await collect(accountAt(emulator).invoices([invoice('A'), invoice('B')]))
      const collected = await collect(accountAt(emulator).collect({ reportTypes: ['GET_AB_INVOICE_PDF'] }))
      expect(collected.map(({ status }) => status)).toEqual(['done', 'done'])
    }))
})
