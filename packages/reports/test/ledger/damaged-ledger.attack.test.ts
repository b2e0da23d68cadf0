import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileLedger } from '../../src/ledger/file-ledger.ts'
import { LedgerError } from '../../src/ledger/ledger-error.ts'
import { created, doneAsAsked, onTheWay, setUp } from '../engine/set-up-engine.ts'
import { simulatedClock } from '../support/simulated-clock.ts'

const { REPORTLINE_ATTACK_ROUNDS: numRuns = 300, REPORTLINE_ATTACK_SEED: seed = 1 } = process.env

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'damaged-ledger-'))
  path = join(folder, 'ledger.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const finishedRequest = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'] } as const
const waitingRequest = { ...finishedRequest, marketplaces: ['FR'] } as const
const maxAge = 24 * 3_600_000

/** Writes a ledger with a finished job and one that waits for its report. */
async function fill(): Promise<void> {
  await using ledger = fileLedger({ path })
  const { amazon, clock, line } = setUp({ ledger })
  amazon.respond('createReport', ...created('50001', '50002')).respond('getReport', doneAsAsked)
  await clock.run(line.run(finishedRequest))
  const interruption = new AbortController()
  amazon.respond('getReport', () => {
    interruption.abort()
    return onTheWay()
  })
  await clock.run(line.run(waitingRequest, { signal: interruption.signal }).catch(() => {}))
}

/** Requests both reports again, and returns how Amazon was called and the report ids, or the error. */
async function requestAgain() {
  const clock = simulatedClock(Date.UTC(2025, 0, 15, 1))
  const sent: string[] = []
  try {
    await using ledger = fileLedger({ path })
    const { amazon, line } = setUp({ ledger }, clock)
    amazon.respond('getReport', doneAsAsked, doneAsAsked, doneAsAsked)
    try {
      const finished = await clock.run(line.run(finishedRequest, { maxAge }))
      const resumed = await clock.run(line.run(waitingRequest, { maxAge }))
      return { reportIds: [finished.job.reportId, resumed.job.reportId], sent }
    } finally {
      sent.push(...amazon.sent.map(({ operation }) => operation))
    }
  } catch (error) {
    return { error, sent }
  }
}

/** Returns the bytes with one bit flipped. */
function flip(bytes: Buffer, bit: number): Buffer {
  const flipped = Buffer.from(bytes)
  const index = bit >> 3
  flipped[index] = (flipped[index] ?? 0) ^ (1 << (bit & 7))
  return flipped
}

describe('a ledger file with a flipped bit', () => {
  test('is refused before anything is sent, or leads to the right reports', async () => {
    await fill()
    const bytes = readFileSync(path)
    const used = [...bytes.keys()].filter((index) => bytes[index] !== 0)
    const bits = fc.tuple(fc.constantFrom(...used), fc.nat({ max: 7 })).map(([index, bit]) => index * 8 + bit)
    const kinds = { refused: 0, right: 0 }
    const check = async (bit: number) => {
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
      writeFileSync(path, flip(bytes, bit))
      const { error, reportIds, sent } = await requestAgain()
      expect(sent).not.toContain('createReport')
      if (error === undefined) {
        expect(reportIds).toEqual(['50001', '50002'])
        kinds.right += 1
      } else {
        expect(error).toBeInstanceOf(LedgerError)
        kinds.refused += 1
      }
    }
    await fc.assert(fc.asyncProperty(bits, check), { numRuns: Number(numRuns), seed: Number(seed) })
    expect(kinds.refused).toBeGreaterThan(0)
    expect(kinds.right).toBeGreaterThan(0)
  })

  test.each(['job', 'id', 'account', 'request_key', 'report_type', 'step', 'report_id'])(
    'in the column %s of a job is reported as damaged',
    async (column) => {
      await fill()
      changeLedger(`UPDATE ledger_job SET ${column} = replace(${column}, substr(${column}, 1, 1), '~')`)
      await using ledger = fileLedger({ path })
      await expect(ledger.list({}, { limit: 10 })).rejects.toMatchObject({ code: 'DAMAGED' })
    },
  )

  test('in the lease of a job is reported as damaged', async () => {
    await fill()
    changeLedger("UPDATE ledger_job SET owner = 'a'; INSERT INTO ledger_lease VALUES ('a', 9000000000000000, 1)")
    await using ledger = fileLedger({ path })
    await expect(ledger.list({}, { limit: 10 })).rejects.toMatchObject({ code: 'DAMAGED' })
  })

  test('in a number that JavaScript cannot represent is reported as damaged', async () => {
    await fill()
    changeLedger('UPDATE ledger_job SET requested = 9223372036854775807')
    await using ledger = fileLedger({ path })
    await expect(ledger.list({}, { limit: 10 })).rejects.toMatchObject({ code: 'DAMAGED' })
  })

  function changeLedger(sql: string): void {
    const database = new DatabaseSync(path)
    database.exec(sql)
    database.close()
  }
})
