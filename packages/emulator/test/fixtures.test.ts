import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Client, startClient } from './support/client.ts'
import { noon } from './support/fixed-clock.ts'

let client: Client

beforeEach(async () => {
  client = await startClient()
})
afterEach(() => client.emulator.stop())

async function post(path: string, body: string): Promise<[number, unknown]> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(client.emulator.url + path, { method: 'POST', headers, body })
  return [response.status, await response.json()]
}

const report = { reportId: 'ID323', reportType: 'A', processingStatus: 'DONE' } as const

describe('fixtures', () => {
  test('add reports that are returned unchanged', async () => {
    const reportFixture = { ...report, createdTime: '2026-03-01T00:00:00.000Z', reportDocumentId: 'doc' }
    client.addFixtures({ reports: [{ ...reportFixture, document: { content: 'text' } }] })
    expect(await client.report('ID323')).toEqual(reportFixture)
    expect(await (await fetch(await client.documentUrl('doc'))).text()).toBe('text')
  })

  test('add reports that do not change until they are cancelled', async () => {
    client.addFixtures({ reports: [{ ...report, processingStatus: 'IN_QUEUE' }] })
    client.emulator.advance(3600_000 - 1)
    expect(await client.report('ID323')).toMatchObject({
      createdTime: '2026-03-04T12:00:00+00:00',
      processingStatus: 'IN_QUEUE',
    })
    expect((await client.call('DELETE', '/reports/ID323')).status).toBe(200)
    expect(await client.report('ID323')).toMatchObject({ processingStatus: 'CANCELLED' })
  })

  test('set the clock before anything else is added', async () => {
    client.addFixtures({ reports: [report], now: '2030-01-01T00:00:00Z' })
    expect(client.emulator.now()).toBe(Date.UTC(2030, 0))
    expect(await client.report('ID323')).toMatchObject({ createdTime: '2030-01-01T00:00:00+00:00' })
  })

  test('replace entries with the same id and add others', async () => {
    client.addFixtures({ reports: [report] })
    client.addFixtures({
      reports: [
        { ...report, processingStatus: 'FATAL' },
        { ...report, reportId: 'ID324' },
      ],
    })
    expect(await client.report('ID323')).toMatchObject({ processingStatus: 'FATAL' })
    expect(await client.report('ID324')).toMatchObject({ processingStatus: 'DONE' })
  })

  test('accept fields that only one of the APIs has', async () => {
    client.addFixtures({ reports: [{ ...report, reportScheduleId: 'ID1' }] })
    expect(await client.report('ID323')).toMatchObject({ reportScheduleId: 'ID1' })
  })

  test('can be sent with POST', async () => {
    const body = JSON.stringify({ now: '2026-04-01T00:00:00Z', reports: [report] })
    expect(await post('/_emulator/fixtures', body)).toEqual([200, { now: '2026-04-01T00:00:00.000Z' }])
    expect(await client.report('ID323')).toMatchObject(report)
  })

  test.each([
    [{ report: [] }, 'Unknown field `fixtures.report`. Expected one of: now, documents, usage, faults, '],
    [{ now: '9000-01-01T00:00:00Z' }, 'now must be from 1970-01-01 to 9000-01-01, not "9000-01-01T00:00:00Z"'],
    [{ now: '1969-12-31T23:59:59Z' }, 'now must be from 1970-01-01 to 9000-01-01'],
    [
      { destinations: [{ name: 'a', destinationId: 'd', resource: { sqs: { arn: 'arn:aws:sqs:a:b:c', url: '' } } }] },
      'Unknown field `destinations[0].resource.sqs.url`',
    ],
    ...['P1Y', 'P', 'PT0M', 'P99999M'].map((period): [unknown, string] => [
      { reportSchedules: [{ reportScheduleId: 'ID1', reportType: 'A', period }] },
      'reportSchedules[0].period must be an ISO 8601 duration of months, days, hours and minutes, longer than zero, not',
    ]),
    [{ now: 'noon' }, 'now must be a date and time like 2026-03-04T12:00:00Z, not "noon"'],
    [{ now: '2026-02-30T12:00:00Z' }, 'now must be a date and time like 2026-03-04T12:00:00Z, not "2026-02-30T'],
    [{ reports: {} }, 'reports must be a list, not {}'],
    [{ reports: [{}] }, 'reports[0].reportId is missing'],
    [
      { reports: [{ ...report, processingStatus: 'READY' }] },
      'reports[0].processingStatus must be equal to one of the allowed values: CANCELLED, DONE',
    ],
    [{ reports: [report, { ...report, marketplaceIds: [7] }] }, 'reports[1].marketplaceIds[0] must be string'],
    [
      { reports: [{ ...report, reportDocumentID: '' }] },
      'Unknown field `reports[0].reportDocumentID`. Expected one of: ',
    ],
    [
      { reports: [{ ...report, document: { content: '' } }] },
      'reports[0].reportDocumentId is missing: the document requires it',
    ],
    [{ reportSchedules: [{ reportScheduleId: '1', reportType: 'A' }] }, 'reportSchedules[0].period is missing'],
    [{ documents: [{ content: '' }] }, 'documents[0].reportDocumentId is missing: it must be a non-empty string'],
    [
      { documents: [{ reportDocumentId: '1' }] },
      'documents[0] must be an object with either content (a string) or contentBase64',
    ],
    [
      { documents: [{ reportDocumentId: '1', contentBase64: 'a' }] },
      'documents[0].contentBase64 must be base64, not "a"',
    ],
    [
      { documents: [{ reportDocumentId: '1', content: '', compressionAlgorithm: 'ZIP' }] },
      'documents[0].compressionAlgorithm must be one of GZIP, not "ZIP"',
    ],
    [
      { documents: [{ reportDocumentId: '1', content: '€', contentType: 'text/plain; charset=Shift_JIS' }] },
      'documents[0].content cannot be encoded as its contentType requires: Shift_JIS cannot represent "€"',
    ],
    [{ usage: { getReport: -1 } }, 'usage.getReport must be a number of calls, zero or more, not -1'],
    [{ usage: { getNothing: 1 } }, 'Unknown field `usage.getNothing`. Expected one of: getReports, '],
    [{ faults: [{ status: 200 }] }, 'faults[0].status must be a whole number from 400 to 599, not 200'],
    [{ faults: [{ operation: 'getNothing', status: 500 }] }, 'faults[0].operation must be one of getReports, '],
    [{ faults: [{ times: 2 }] }, 'faults[0] must be an object with a status, a connection or a body'],
    [
      { faults: [{ connection: 'reset-before', status: 500 }] },
      'faults[0] must be an object with either a connection, or a status',
    ],
    [{ faults: [{ times: 0, body: 'cut' }] }, 'faults[0].times must be a whole number from 1 to 1000000, not 0'],
    [
      { reportTypes: [{ reportType: 'A' }] },
      'reportTypes[0].document is missing: it must be set for a report that is DONE',
    ],
    [{ revokedTokens: [''] }, 'revokedTokens[0] must be a non-empty string, not ""'],
    [{ authorizationCodes: [{}] }, 'authorizationCodes[0].code is missing: it must be a non-empty string'],
    [[], 'fixtures must be an object, not []'],
  ])('reject %j', async (fixtures, message) => {
    const errorResponse = [400, { error: expect.stringContaining(message) }]
    expect(await post('/_emulator/fixtures', JSON.stringify(fixtures))).toEqual(errorResponse)
  })

  test('change nothing if anything is invalid', async () => {
    const fixtures = { now: '2030-01-01T00:00:00Z', reports: [{}] }
    // @ts-expect-error: required fields are missing
    expect(() => client.addFixtures(fixtures)).toThrow(new TypeError('reports[0].reportId is missing'))
    expect(client.emulator.now()).toBe(noon)
  })

  test('reject a body that is not JSON', async () => {
    expect(await post('/_emulator/fixtures', '{')).toMatchObject([
      400,
      { error: expect.stringContaining('The body is not JSON') },
    ])
  })
})

describe('advance', () => {
  test('can be sent with POST', async () => {
    expect(await post('/_emulator/advance', '{"milliseconds":60000}')).toEqual([
      200,
      { now: '2026-03-04T12:01:00.000Z' },
    ])
    expect(client.emulator.now()).toBe(noon + 60_000)
  })

  test.each([
    [{}, 'milliseconds is missing'],
    [{ milliseconds: -1 }, 'milliseconds must be a number of milliseconds, zero or more, not -1'],
    [{ seconds: 1 }, 'Unknown field `body.seconds`. Expected one of: milliseconds'],
  ])('rejects %j', async (body, message) => {
    const errorResponse = [400, { error: expect.stringContaining(message) }]
    expect(await post('/_emulator/advance', JSON.stringify(body))).toEqual(errorResponse)
    expect(client.emulator.now()).toBe(noon)
  })
})
