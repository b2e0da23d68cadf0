import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { adopt, type DoneOutcome, type Job, type Outcome, type Row } from '../src/index.ts'
import { accountAt, listingFetch, withEmulator } from './support/emulated.ts'
import { listings, savingRun } from './support/fake-amazon.ts'

const inUs = { reportType: listings, marketplaces: ['US'] }
const inGermany = { reportType: listings, marketplaces: ['DE'] }

function done(outcome: Outcome): DoneOutcome {
  if (outcome.status === 'done') return outcome
  throw new Error(`the outcome is ${outcome.status}`)
}

async function rowsOf(outcome: Outcome) {
  const reading = done(outcome).document.rows()
  const rows: Row[] = []
  for await (const batch of reading) rows.push(...batch)
  return { rows, summary: reading.summary }
}

describe('a run against the emulator', () => {
  test('reads the rows of a US report, which is UTF-8', () =>
    withEmulator(async (emulator) => {
      const { rows, summary } = await rowsOf(await accountAt(emulator).run(inUs))
      expect(summary).toMatchObject({ rows: 6, rejectedCount: 0, undecodable: 0 })
      expect(summary.charset).toEqual({ name: 'utf-8', from: 'Content-Type' })
      expect(rows.map((row) => row['item-name']).slice(0, 3)).toEqual([
        'Gardener’s Gloves, Size 9" – 2 Pairs',
        'Notebook "Field Notes, 96 Pages',
        'Gift Card Sleeve, fits a 50 € note',
      ])
    }))

  test('reads the rows of a German report, which is Cp1252', () =>
    withEmulator(async (emulator) => {
      const { rows, summary } = await rowsOf(await accountAt(emulator, { region: 'eu' }).run(inGermany))
      expect(summary).toMatchObject({ rows: 6, rejectedCount: 0, undecodable: 0 })
      expect(summary.charset).toEqual({ name: 'windows-1252', from: 'Content-Type' })
      expect(rows.map((row) => row['item-name']).slice(0, 3)).toEqual([
        'Gärtner’s Handschuhe, Größe 9" – 2 Paar',
        'Notizbuch „Feldnotizen", 96 Seiten',
        'Geldclip für 50-€-Scheine',
      ])
    }))

  test('sends one createReport, one getReportDocument and one token request', () =>
    withEmulator(async (emulator) => {
      const { fetch, calls } = listingFetch()
      await rowsOf(await accountAt(emulator, { fetch }).run(inUs))
      const count = (start: string) => calls.filter((call) => call.startsWith(start)).length
      expect(count('POST /auth/o2/token')).toBe(1)
      expect(count('POST /reports/2021-06-30/reports')).toBe(1)
      expect(count('GET /reports/2021-06-30/documents/')).toBe(1)
      expect(count('GET /documents/')).toBe(1)
    }))

  test('resumes in another process from the saved job', () =>
    withEmulator(async (emulator) => {
      const options = savingRun()
      await accountAt(emulator).start(inUs, options)
      const saved = options.saved.at(-1) as Job
      expect(saved.step).toBe('waiting')
      const { rows } = await rowsOf(await accountAt(emulator).resume(saved))
      expect(rows).toHaveLength(6)
    }))

  test('renews a token that expired during the wait', () =>
    withEmulator(
      async (emulator) => {
        const { fetch, calls } = listingFetch()
        await rowsOf(await accountAt(emulator, { fetch }).run(inUs))
        expect(calls.filter((call) => call === 'POST /auth/o2/token')).toHaveLength(2)
      },
      { durations: { inQueue: 3_000_000, inProgress: 3_000_000 } },
    ))

  test('returns a cancelled outcome for a report without data', () =>
    withEmulator(async (emulator) => {
      const outcome = await accountAt(emulator).run({ ...inUs, reportType: 'GET_FBA_REIMBURSEMENTS_DATA' })
      expect(outcome).toMatchObject({ status: 'cancelled', report: { processingStatus: 'CANCELLED' } })
    }))

  test('returns the reason of a fatal report', () =>
    withEmulator(async (emulator) => {
      const reportType = 'GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT'
      const content = '{"errorDetails":"reportPeriod is missing"}'
      emulator.addFixtures({
        reportTypes: [{ reportType, processingStatus: 'FATAL', document: { content, compressionAlgorithm: 'GZIP' } }],
      })
      const outcome = await accountAt(emulator).run({ ...inUs, reportType })
      expect(outcome).toMatchObject({ status: 'fatal', reason: 'reportPeriod is missing' })
    }))
})

describe('credentials, against the emulator,', () => {
  test('are rejected if the secret is wrong, with advice', () =>
    withEmulator(async (emulator) => {
      const credentials = { ...emulator.credentials.sellingPartner, clientSecret: 'amzn1.oa2-cs.v1.WRONGwrong' }
      const running = accountAt(emulator, { credentials }).run(inUs)
      await expect(running).rejects.toMatchObject({
        name: 'AuthError',
        code: 'INVALID_CLIENT',
        status: 401,
        advice: expect.stringContaining('client secret'),
        message: expect.not.stringContaining('WRONGwrong'),
      })
    }))

  test('are rejected if the seller has revoked them, with advice', () =>
    withEmulator(async (emulator) => {
      const { refreshToken } = emulator.credentials.sellingPartner
      emulator.addFixtures({ revokedTokens: [refreshToken] })
      await expect(accountAt(emulator).run(inUs)).rejects.toMatchObject({
        name: 'AuthError',
        code: 'INVALID_GRANT',
        advice: expect.stringContaining('authorize the application again'),
        message: expect.not.stringContaining(refreshToken),
      })
    }))
})

describe('a document of the emulator', () => {
  test('is downloaded from a new download URL if the old one has expired', () =>
    withEmulator(async (emulator) => {
      let lateness = 301_000
      const { fetch } = listingFetch((call) => {
        if (!call.startsWith('GET /documents/')) return
        emulator.advance(lateness)
        lateness = 0
      })
      const { rows } = await rowsOf(await accountAt(emulator, { fetch }).run(inUs))
      expect(rows).toHaveLength(6)
    }))

  test('causes an error if the new download URL has expired as well', () =>
    withEmulator(async (emulator) => {
      const { fetch, calls } = listingFetch((call) => {
        if (call.startsWith('GET /documents/')) emulator.advance(301_000)
      })
      const outcome = await accountAt(emulator, { fetch }).run(inUs)
      await expect(rowsOf(outcome)).rejects.toMatchObject({
        name: 'DocumentError',
        code: 'URL_EXPIRED',
        status: 403,
        storeCode: 'AccessDenied',
      })
      expect(calls.filter((call) => call.startsWith('GET /documents/'))).toHaveLength(2)
    }))

  test('causes an error if it is truncated', () =>
    withEmulator(async (emulator) => {
      const outcome = await accountAt(emulator).run(inUs)
      emulator.addFixtures({ faults: [{ operation: 'document', body: 'cut' }] })
      await expect(rowsOf(outcome)).rejects.toMatchObject({ name: 'DocumentError', code: 'TRUNCATED' })
      expect((await rowsOf(outcome)).rows).toHaveLength(6)
    }))

  test('resumes after the connection is cut', () =>
    withEmulator(async (emulator) => {
      const { fetch, calls } = listingFetch()
      const outcome = await accountAt(emulator, { fetch }).run(inUs)
      emulator.addFixtures({ faults: [{ operation: 'document', connection: 'reset-during' }] })
      expect((await rowsOf(outcome)).rows).toHaveLength(6)
      expect(calls.filter((call) => call.startsWith('GET /documents/'))).toHaveLength(2)
    }))

  test.each([
    ['plain although it is labelled GZIP', Buffer.from('a\tb\n1\t2\n'), 'GZIP' as const],
    ['compressed without a label', gzipSync('a\tb\n1\t2\n'), undefined],
  ])('is decoded according to its bytes: %s', (_how, bytes, compressionAlgorithm) =>
    withEmulator(async (emulator) => {
      const label = compressionAlgorithm === undefined ? {} : { compressionAlgorithm }
      emulator.addFixtures({
        reportTypes: [{ reportType: 'GET_X', document: { contentBase64: bytes.toString('base64'), ...label } }],
      })
      const { rows } = await rowsOf(await accountAt(emulator).run({ ...inUs, reportType: 'GET_X' }))
      expect(rows).toEqual([{ a: '1', b: '2' }])
    }),
  )
})

describe('a connection to the emulator that is reset during createReport', () => {
  const creations = (calls: readonly string[]) => calls.filter((call) => call === 'POST /reports/2021-06-30/reports')

  test('results in an unknown outcome with the report as its candidate, after one attempt', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-during' }] })
      const { fetch, calls } = listingFetch()
      const account = accountAt(emulator, { fetch })
      const outcome = await account.run({ ...inUs, from: new Date(emulator.now() - 86_400_000) })
      expect(outcome).toMatchObject({
        status: 'unknown',
        job: { step: 'creating' },
        candidates: [{ reportType: listings }],
      })
      expect(creations(calls)).toHaveLength(1)
      if (outcome.status !== 'unknown') return
      const taken = adopt(outcome.job, outcome.candidates[0]?.reportId ?? '')
      expect((await rowsOf(await account.resume(taken))).rows).toHaveLength(6)
    }))

  test('results in an unknown outcome without candidates if no report was created', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-before' }] })
      const { fetch, calls } = listingFetch()
      const outcome = await accountAt(emulator, { fetch }).run(inUs)
      expect(outcome).toMatchObject({ status: 'unknown', candidates: [] })
      expect(creations(calls)).toHaveLength(1)
    }))
})
