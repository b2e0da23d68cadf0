import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, errorOf, startClient } from '../support/client.ts'
import { day, hour, minute } from '../support/durations.ts'
import { createDestination, grantless, QueueServer, subscribe } from '../support/queue.ts'

let server: QueueServer
let client: Client
let arn: string
let warnings: string[]

beforeAll(async () => {
  server = await QueueServer.start()
})
afterAll(() => server[Symbol.asyncDispose]())
beforeEach(async () => {
  warnings = []
  client = await startClient({ sqs: { endpoint: server.endpoint }, onWarning: (message) => warnings.push(message) })
  arn = server.createQueue()
})
afterEach(() => client.emulator.stop())

const reportsOf = (queue = arn) =>
  server.messages(queue).map(({ payload }) => payload.reportProcessingFinishedNotification)

describe('the notification of a finished report', () => {
  test('is sent to the subscribed queue', async () => {
    const subscription = await subscribe(client, arn)
    const { subscriptionId } = (subscription.body as { payload: { subscriptionId: string } }).payload
    const reportId = await client.createReport()
    await client.emulator.advance(11_000)
    const { sellerId } = client.emulator.credentials.sellingPartner
    const { reportDocumentId } = await client.report(reportId)
    expect(server.messages(arn)).toEqual([
      {
        notificationVersion: '2020-09-04',
        notificationType: 'REPORT_PROCESSING_FINISHED',
        payloadVersion: '2020-09-04',
        eventTime: '2026-03-04T12:00:11.000Z',
        payload: {
          reportProcessingFinishedNotification: {
            sellerId,
            accountId: `amzn1.merchant.o.${sellerId}`,
            reportId,
            reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
            processingStatus: 'DONE',
            reportDocumentId,
          },
        },
        notificationMetadata: {
          applicationId: expect.stringMatching(/^amzn1\.sp\.solution\./),
          subscriptionId,
          publishTime: '2026-03-04T12:00:11.000Z',
          notificationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      },
    ])
    expect(warnings).toEqual([])
  })

  test('is sent with the subscribed payload version', async () => {
    await subscribe(client, arn, '1.0')
    await client.createReport()
    await client.emulator.advance(11_000)
    expect(server.messages(arn)).toMatchObject([{ payloadVersion: '1.0' }])
    expect(reportsOf()[0]).not.toHaveProperty('accountId')
  })

  test('is sent once as DONE, CANCELLED or FATAL', async () => {
    const fatal = 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'
    client.addFixtures({ reportTypes: [{ reportType: fatal, processingStatus: 'FATAL' }] })
    await subscribe(client, arn)
    const cancelled = await client.createReport()
    await client.call('DELETE', `/reports/${cancelled}`)
    for (const reportType of [fatal, 'GET_FBA_REIMBURSEMENTS_DATA', 'GET_XML_BROWSE_TREE_DATA']) {
      await client.createReport({ reportType })
    }
    await client.emulator.advance(hour)
    expect(reportsOf().map(({ processingStatus }) => processingStatus)).toEqual([
      'CANCELLED',
      'FATAL',
      'CANCELLED',
      'DONE',
    ])
    expect(reportsOf()[0]).toMatchObject({ reportId: cancelled })
  })

  test('is not sent for a report from fixtures, or before or after a subscription', async () => {
    client.addFixtures({ reports: [{ reportId: '1', reportType: 'A', processingStatus: 'DONE' }] })
    await client.createReport()
    await client.emulator.advance(11_000)
    const { body } = await subscribe(client, arn)
    const { subscriptionId } = (body as { payload: { subscriptionId: string } }).payload
    await client.createReport()
    const path = `/subscriptions/REPORT_PROCESSING_FINISHED/${subscriptionId}`
    expect((await grantless(client, 'DELETE', path)).status).toBe(200)
    await client.emulator.advance(11_000)
    expect(server.messages(arn)).toEqual([])
  })

  test('is sent to every subscription from fixtures', async () => {
    const other = server.createQueue()
    client.addFixtures({
      destinations: [arn, other].map((one) => ({
        destinationId: one,
        name: 'queue',
        resource: { sqs: { arn: one } },
      })),
      subscriptions: [
        {
          ...{ subscriptionId: '1', destinationId: arn },
          ...{ payloadVersion: '1.0', notificationType: 'REPORT_PROCESSING_FINISHED' },
        },
        {
          ...{ subscriptionId: '2', destinationId: other },
          ...{ payloadVersion: '2020-09-04', notificationType: 'REPORT_PROCESSING_FINISHED' },
        },
      ],
    })
    await client.createReport()
    await client.emulator.advance(11_000)
    expect([reportsOf().length, reportsOf(other).length]).toEqual([1, 1])
  })
})

const reportTypeIs = (reportType: string) => `reportProcessingFinishedNotification.reportType == '${reportType}'`

/** Creates a subscription with a processing directive. */
async function subscribeWith(destinationId: string, processingDirective: object, payloadVersion = '1.0') {
  const body = { payloadVersion, destinationId, processingDirective }
  return client.callAt('/notifications/v1', 'POST', '/subscriptions/REPORT_PROCESSING_FINISHED', { body })
}

async function newDestination(queue = arn): Promise<string> {
  const { body } = await createDestination(client, queue)
  return (body as { payload: { destinationId: string } }).payload.destinationId
}

describe('a filter expression', () => {
  test('sends the reports for which it is true to the queue of its subscription', async () => {
    const other = server.createQueue()
    const listings = await newDestination()
    const orders = await newDestination(other)
    const browseTree = 'GET_XML_BROWSE_TREE_DATA'
    const first = { filterExpression: reportTypeIs('GET_MERCHANT_LISTINGS_ALL_DATA') }
    const second = {
      filterExpression: `${reportTypeIs(browseTree)} && reportProcessingFinishedNotification.processingStatus != 'FATAL'`,
    }
    expect((await subscribeWith(listings, first)).status).toBe(200)
    expect((await subscribeWith(orders, second)).status).toBe(200)
    await client.createReport()
    await client.createReport({ reportType: browseTree })
    await client.emulator.advance(hour)
    const typesIn = (queue: string) => reportsOf(queue).map(({ reportType }) => reportType)
    expect(typesIn(arn)).toEqual(['GET_MERCHANT_LISTINGS_ALL_DATA'])
    expect(typesIn(other)).toEqual([browseTree])
  })

  test.each([
    ['names a field that the payload lacks', 'reportProcessingFinishedNotification.marketplaceId == "A"'],
    ['names a variable that does not exist', 'feedProcessingFinishedNotification.feedId == "1"'],
    ['is not a condition', 'reportProcessingFinishedNotification.reportType'],
  ])('that %s sends nothing', async (_, filterExpression) => {
    expect((await subscribeWith(await newDestination(), { filterExpression })).status).toBe(200)
    await client.createReport()
    await client.emulator.advance(hour)
    expect(server.messages(arn)).toEqual([])
  })

  test.each([
    ['has 257 characters', { filterExpression: `true || '${'x'.repeat(247)}' == ''` }],
    ['is empty', { filterExpression: '' }],
    ['is not an expression', { filterExpression: 'reportType ==' }],
    ['is a text', { filterExpression: '"DONE"' }],
    ['calculates', { filterExpression: '1 + 1 == 2' }],
    ['has an index', { filterExpression: '["DONE"][0] == "DONE"' }],
    [
      'has more than three loops, whose time multiplies',
      { filterExpression: [...'abcd'].reduce((inner, item) => `[1,2].all(${item}, ${inner})`, 'true') },
    ],
    ['is sent with an event filter', { filterExpression: 'true', eventFilter: { eventFilterType: 'ORDER_CHANGE' } }],
    ['is replaced by an event filter', { eventFilter: { eventFilterType: 'ORDER_CHANGE' } }],
  ])('is rejected if it %s', async (_, directive) => {
    expect((await subscribeWith(await newDestination(), directive)).status).toBe(400)
  })

  test('can be the same in two payload versions but not in two subscriptions of one version', async () => {
    const destinationId = await newDestination()
    const directive = { filterExpression: reportTypeIs('A') }
    expect((await subscribeWith(destinationId, directive)).status).toBe(200)
    expect((await subscribeWith(destinationId, directive)).status).toBe(409)
    expect((await subscribeWith(destinationId, directive, '2020-09-04')).status).toBe(200)
  })

  test('is checked in fixtures', () => {
    const subscription = { subscriptionId: '1', destinationId: '2', payloadVersion: '1.0' }
    const notificationType = 'REPORT_PROCESSING_FINISHED' as const
    const processingDirective = { filterExpression: '1 + 1' }
    expect(() =>
      client.addFixtures({ subscriptions: [{ ...subscription, notificationType, processingDirective }] }),
    ).toThrow(
      'subscriptions[0].processingDirective.filterExpression must be a CEL condition without arithmetic operators and indexes, not "1 + 1"',
    )
  })
})

describe('sendTestNotification', () => {
  const path = '/subscriptions/REPORT_PROCESSING_FINISHED/testNotification'

  test('sends a notification to the queue of the destination, without a subscription', async () => {
    const destinationId = await newDestination()
    const body = { destinationId, testNotification: { payloadVersion: '1.0', testScenario: 'DONE' } }
    expect(await grantless(client, 'POST', path, body)).toMatchObject({ status: 200, body: { payload: {} } })
    await client.emulator.advance(0)
    expect(server.messages(arn)).toMatchObject([{ payloadVersion: '1.0' }])
    expect(reportsOf()[0]).toMatchObject({ processingStatus: 'DONE' })
  })

  test.each([
    ['no destination', { testNotification: { payloadVersion: '1.0' } }, 400],
    ['no notification', { destinationId: 'unknown' }, 400],
    ['an unknown payload version', { destinationId: 'unknown', testNotification: { payloadVersion: '9' } }, 400],
    ['an unknown destination', { destinationId: 'unknown', testNotification: { payloadVersion: '1.0' } }, 404],
  ])('rejects %s', async (_, body, status) => {
    expect((await grantless(client, 'POST', path, body)).status).toBe(status)
  })
})

describe('a destination whose response would violate the specification', () => {
  const sqs = { arn: 'arn:aws:sqs:us-east-1:123456789012:a' }
  const eventBridge = { region: 'us-east-1', accountId: '1'.repeat(300) }
  test.each([
    ['has a name of 257 characters', { name: 'x'.repeat(257), resourceSpecification: { sqs } }],
    ['has an account ID that is too long', { name: 'bus', resourceSpecification: { eventBridge } }],
  ])('is rejected and not listed if it %s', async (_, body) => {
    expect((await grantless(client, 'POST', '/destinations', body)).status).toBe(400)
    expect(await grantless(client, 'GET', '/destinations')).toMatchObject({ status: 200, body: { payload: [] } })
  })
})

describe('the workflow of the tutorial', () => {
  test('leads from a schedule to the queue to the document', async () => {
    await subscribe(client, arn)
    const body = { reportType: 'GET_XML_BROWSE_TREE_DATA', period: 'P2D', marketplaceIds: ['ATVPDKIKX0DER'] }
    expect((await client.call('POST', '/schedules', { body })).status).toBe(201)
    await client.advanceAndRenewToken(2 * day + minute)
    const [report] = reportsOf()
    expect(report).toMatchObject({ reportType: 'GET_XML_BROWSE_TREE_DATA', processingStatus: 'DONE' })
    const download = await fetch(await client.documentUrl(report?.reportDocumentId ?? ''))
    const text = await new Response(download.body?.pipeThrough(new DecompressionStream('gzip'))).text()
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Result>\n {2}<Node>\n {4}<browseNodeId>/)
  })

  test('sends a notification for each report of a schedule in chronological order', async () => {
    await subscribe(client, arn)
    const body = { reportType: 'GET_XML_BROWSE_TREE_DATA', period: 'P1D', marketplaceIds: ['ATVPDKIKX0DER'] }
    await client.call('POST', '/schedules', { body })
    await client.advanceAndRenewToken(3 * day + minute)
    expect(server.messages(arn).map(({ eventTime }) => eventTime)).toEqual([
      '2026-03-05T12:00:11.000Z',
      '2026-03-06T12:00:11.000Z',
      '2026-03-07T12:00:11.000Z',
    ])
  })
})

describe('notifications', () => {
  test('can be lost, doubled and late', async () => {
    await subscribe(client, arn)
    client.addFixtures({
      notifications: [
        { delivery: 'lost', times: 2 },
        { delivery: 'doubled' },
        { delivery: 'late', milliseconds: hour },
      ],
    })
    const ids: string[] = []
    for (let count = 0; count < 5; count++) ids.push(await client.createReport())
    await client.emulator.advance(11_000)
    const [, , doubled, late, whole] = ids
    const delivered = () => reportsOf().map(({ reportId }) => reportId)
    expect(delivered()).toEqual([doubled, doubled, whole])
    const [first, second] = server.messages(arn)
    expect(first).toEqual(second)
    await client.emulator.advance(hour - 1)
    expect(delivered()).toHaveLength(3)
    await client.emulator.advance(1)
    expect(delivered()).toEqual([doubled, doubled, whole, late])
  })

  test('that cannot be delivered cause a warning, and the others are sent', async () => {
    await subscribe(client, arn)
    const other = server.createQueue()
    await subscribe(client, other, '1.0')
    server.deleteQueue(arn)
    await client.createReport()
    await client.emulator.advance(11_000)
    expect(warnings).toEqual([expect.stringContaining(`A notification could not be delivered to the queue ${arn}: `)])
    expect(reportsOf(other)).toHaveLength(1)
  })

  test('are not sent without the option sqs, which causes one warning', async () => {
    await using other = await startClient({ onWarning: (message) => warnings.push(message) })
    await subscribe(other, arn)
    await other.createReport()
    await other.createReport()
    await other.emulator.advance(11_000)
    expect(warnings).toEqual([
      `No notification is sent to ${arn}, because the emulator was started without the option sqs`,
    ])
  })

  test.each([
    [{ delivery: 'early' }, 'notifications[0].delivery must be one of lost, doubled, late, not "early"'],
    [{ delivery: 'late' }, 'notifications[0].milliseconds is missing'],
    [{ delivery: 'lost', milliseconds: 1 }, 'notifications[0].milliseconds must be set if the delivery is late'],
    [{ delivery: 'lost', times: 0 }, 'notifications[0].times must be a whole number'],
  ])('cannot have the fault %j', (fault, message) => {
    // @ts-expect-error: wrong on purpose
    expect(() => client.addFixtures({ notifications: [fault] })).toThrow(message)
  })
})

describe('a destination', () => {
  test('is rejected for a missing queue', async () => {
    const missing = 'arn:aws:sqs:us-east-1:000000000000:missing'
    const response = await createDestination(client, missing)
    const message = `The queue ${missing} does not exist`
    expect([response.status, errorOf(response)]).toEqual([400, { code: 'InvalidInput', message, details: '' }])
  })

  test('is rejected for a queue whose policy does not allow Amazon', async () => {
    const closed = server.createQueue(() => undefined)
    const response = await createDestination(client, closed)
    const message = `The policy of the queue ${closed} does not allow the account 437568002678 SendMessage and GetQueueAttributes`
    expect([response.status, errorOf(response)]).toEqual([400, { code: 'InvalidInput', message, details: '' }])
  })

  test('is rejected for a queue that is not a standard queue', async () => {
    const fifo = server.createQueue(undefined, '.fifo')
    expect(errorOf(await createDestination(client, fifo))).toMatchObject({
      message: `The queue ${fifo} is not a standard queue`,
    })
  })

  test('is created with a warning if the policy cannot be read', async () => {
    // Nothing listens at port 1.
    const sqs = { endpoint: 'http://127.0.0.1:1' }
    await using other = await startClient({ sqs, onWarning: (message) => warnings.push(message) })
    expect((await createDestination(other, arn)).status).toBe(200)
    expect(warnings).toEqual([
      `Cannot check whether Amazon may send to the queue ${arn}, because its policy cannot be read`,
    ])
  })

  test('is rejected if it is neither a queue nor an event bus', async () => {
    const body = { name: 'none', resourceSpecification: {} }
    expect((await grantless(client, 'POST', '/destinations', body)).status).toBe(400)
  })
})

describe('an emulator that is stopped', () => {
  test('discards pending notifications without a warning', async () => {
    await subscribe(client, arn)
    for (let count = 0; count < 3; count++) await client.createReport()
    const advanced = client.emulator.advance(11_000)
    await client.emulator.stop()
    await advanced
    expect(warnings).toEqual([])
    expect(server.messages(arn).length).toBeLessThan(3)
  })
})
