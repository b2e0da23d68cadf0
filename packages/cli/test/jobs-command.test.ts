import { readdir, readFile, stat } from 'node:fs/promises'
import { reportline } from '@reportline/reports'
import { fileLedger } from '@reportline/reports/file-ledger'
import { sellingPartner } from '@reportline/reports/selling-partner'
import { systemClock } from '@reportline/request'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type EmulatedShop, emulatedShop } from './support/emulated-shop.ts'

const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'

let shop: EmulatedShop

/** Requests a report without waiting for it, as if the command had been killed. */
async function startJob(marketplace: 'DE' | 'FR' | 'IT'): Promise<string> {
  const { clientId, clientSecret, refreshToken } = shop.emulator.credentials.sellingPartner
  const { url: endpoint } = shop.emulator
  const credentials = { clientId, clientSecret, refreshToken }
  const tokenEndpoint = `${endpoint}/auth/o2/token`
  await using ledger = fileLedger({ path: shop.ledger })
  // The clock of the emulator that serves the first job runs ahead.
  const clock = { ...systemClock, now: () => Date.now() + 600_000 }
  const account = sellingPartner({ region: 'eu', credentials, endpoint, tokenEndpoint, clock })
  const engine = reportline({ ledger, accounts: { 'selling-partner': account }, clock })
  return (await engine.start({ reportType: listings, marketplaces: [marketplace] })).id
}

let finishedJob: string

beforeAll(async () => {
  shop = await emulatedShop()
  const output = `${shop.folder}/listings.csv`
  // The clock of an emulator of its own does not wait.
  const args = ['--emulator', '--ledger', shop.ledger, '-o', output, '--json', '--debug']
  const { stdout } = await shop.run('run', listings, '-m', 'DE', ...args)
  const { results } = JSON.parse(stdout) as { results: { job: string }[] }
  finishedJob = results[0]?.job ?? ''
})

afterAll(() => shop[Symbol.asyncDispose]())

describe('reportline jobs', () => {
  test('list prints a table of the newest jobs first, without an account', async () => {
    const waiting = await startJob('FR')
    const { code, stdout } = await shop.run('jobs', 'list')
    expect(code).toBe(0)
    const [header, first, second] = stdout.split('\n')
    expect(header).toMatch(/^job +status +reportType +account +requested +reportId$/)
    expect(first).toMatch(
      new RegExp(`^${waiting} +waiting +${listings} +selling-partner +2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ +\\d+$`),
    )
    expect(second).toMatch(new RegExp(`^${finishedJob} +done `))
  })

  test('list filters by status and limits the number of jobs', async () => {
    const done = JSON.parse((await shop.run('jobs', 'list', '--status', 'done,cancelled', '--json')).stdout)
    expect(done).toMatchObject({ jobs: [{ job: finishedJob, status: 'done', delivered: true, inProgress: false }] })
    const limited = await shop.run('jobs', 'list', '--limit', '1')
    expect(limited.stdout.trim().split('\n')).toHaveLength(2)
    expect(limited.stderr).toMatch(/^1 of \d jobs\. Show more with --limit \d\n$/)
  })

  test.each([
    [['jobs', 'list', '--status', 'dead'], 'Allowed choices are creating, waiting, done'],
    [['jobs', 'list', '--limit', '0'], '--limit must be a positive integer'],
    [['jobs', 'show', 'nothing'], 'The ledger has no job nothing. List the jobs: reportline jobs list'],
    [['jobs', 'show', ''], 'The ledger has no job'],
    [['jobs', 'prune', '--older-than', 'old'], '--older-than must be a duration'],
  ])('with the arguments %j exits with 2', async (args, message) => {
    const { code, stderr } = await shop.run(...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  test('show accepts the start of an id', async () => {
    const { code, stdout } = await shop.run('jobs', 'show', finishedJob.slice(0, 8))
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^job +${finishedJob}\nstatus +done\n`))
    expect(stdout).toMatch(/^marketplaceIds +A1PA6795UKMFR9$/m)
  })

  test('a finished job can be resumed by the start of its id, and an unknown one is named', async () => {
    const unknown = await shop.run('resume', 'unknown', '--endpoint', shop.emulator.url)
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('The ledger has no job unknown.') })
    const known = await shop.run('resume', finishedJob.slice(0, 8), '--endpoint', shop.emulator.url)
    // The job belongs to the account of another emulator.
    expect(known.stderr).not.toContain('The ledger has no job')
  })

  test('discard ends a job, which is listed as discarded', async () => {
    const waiting = await startJob('IT')
    const { url } = shop.emulator
    const discarded = await shop.run('jobs', 'discard', waiting.slice(0, 12), '--endpoint', url)
    expect(discarded).toEqual({ code: 0, stdout: `Discarded job ${waiting}\n`, stderr: '' })
    const { stdout } = await shop.run('jobs', 'list', '--status', 'discarded', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ jobs: [{ job: waiting }] })
    const again = await shop.run('jobs', 'discard', waiting, '--endpoint', url)
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is already finished') })
  })
})

describe('reportline logs', () => {
  test('prints the steps of a job', async () => {
    const { code, stdout } = await shop.run('logs', finishedJob)
    expect(code).toBe(0)
    expect(stdout).toMatch(
      new RegExp(`^${listings}, job ${finishedJob}, done\n2\\S+Z {2}creating\n2\\S+Z {2}created +report \\d+\n`),
    )
    expect(stdout).toMatch(/^2\S+Z {2}finished +report \d+, DONE$/m)
  })

  test('prints them as JSON with --json', async () => {
    const { stdout } = await shop.run('logs', finishedJob, '--json')
    const { history } = JSON.parse(stdout) as { history: { event: string }[] }
    expect(history.map(({ event }) => event)).toEqual(['creating', 'created', 'waiting', 'finished'])
  })

  test('says so if no steps were recorded', async () => {
    const { stdout } = await shop.run('logs', await startJob('FR'))
    expect(stdout).toContain('requested (no other steps were recorded)')
  })

  test.skipIf(process.platform === 'win32')('are files that only their owner can read, without secrets', async () => {
    const folder = `${shop.ledger}.history`
    const names = await readdir(folder)
    expect(names).toContain(`${finishedJob}.jsonl`)
    for (const name of names) {
      expect((await stat(`${folder}/${name}`)).mode & 0o777).toBe(0o600)
      const { clientSecret, refreshToken } = shop.emulator.credentials.sellingPartner
      const text = await readFile(`${folder}/${name}`, 'utf8')
      for (const secret of [clientSecret, refreshToken, 'http', 'Atza|']) expect(text).not.toContain(secret)
    }
  })
})

describe('reportline jobs prune', () => {
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
  })
  afterAll(() => vi.useRealTimers())

  test('keeps jobs that finished recently', async () => {
    expect(await shop.run('jobs', 'prune')).toMatchObject({ code: 0, stdout: 'Deleted 0 jobs\n' })
    expect(await readdir(`${shop.ledger}.history`)).toContain(`${finishedJob}.jsonl`)
  })

  test('deletes finished jobs and their histories', async () => {
    const { code, stdout } = await shop.run('jobs', 'prune', '--older-than', '30m', '--json')
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as { deleted: number }).deleted).toBeGreaterThan(0)
    expect(await readdir(`${shop.ledger}.history`)).not.toContain(`${finishedJob}.jsonl`)
    expect(await shop.run('jobs', 'show', finishedJob)).toMatchObject({ code: 2 })
  })
})
