import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeNotifications } from './fake-notifications.ts'
import { awsError } from './watch/fake-sqs.ts'

let server: FauxqsServer
let sqs: SQSClient

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  sqs = new SQSClient({ endpoint: server.address, region: 'us-east-1', credentials })
})

afterAll(async () => {
  sqs.destroy()
  await server.stop()
})

async function policyOf(url: string) {
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['Policy'] })
  const { Attributes } = await sqs.send(command)
  return Attributes?.Policy === undefined ? undefined : JSON.parse(Attributes.Policy)
}

/** A client that rejects every call. */
function refusing(name: string, status: number) {
  return { send: () => Promise.reject(awsError(name, status)) }
}

const arn = 'arn:aws:sqs:eu-west-1:123456789012:reports'
const url = 'https://sqs.eu-west-1.amazonaws.com/123456789012/reports'

describe('setting up notifications', () => {
  test('creates the policy statement, the destination and the subscription, each with its token', async () => {
    const amazon = fakeNotifications()
    const { queueUrl, queueArn } = server.createQueue('fresh')
    const ready = await amazon.notifications.setup({ queue: { url: queueUrl }, sqs })
    expect(ready).toEqual({
      queueArn,
      destinationId: 'destination-1',
      subscriptionId: 'subscription-1',
      payloadVersion: '1.0',
      created: ['policy', 'destination', 'subscription'],
      existing: [],
      skipped: [],
      notes: [],
    })
    expect((await policyOf(queueUrl)).Statement).toEqual([
      {
        Sid: 'AmazonSendsReportNotifications',
        Effect: 'Allow',
        Principal: { AWS: '437568002678' },
        Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
        Resource: queueArn,
      },
    ])
    expect(amazon.destinations).toMatchObject([{ name: 'reports-fresh', resource: { sqs: { arn: queueArn } } }])
    expect(amazon.subscription()).toMatchObject({ payloadVersion: '1.0', destinationId: 'destination-1' })
    expect(amazon.grants.toSorted()).toEqual(['client_credentials', 'refresh_token'])
  })

  test('creates one destination and one subscription for concurrent calls', async () => {
    const amazon = fakeNotifications()
    const { queueUrl } = server.createQueue('concurrent')
    const setup = { queue: { url: queueUrl }, sqs }
    const [first, second] = await Promise.all([amazon.notifications.setup(setup), amazon.notifications.setup(setup)])
    expect(first.created).toEqual(['policy', 'destination', 'subscription'])
    expect(second).toEqual({ ...first, created: [], existing: first.created })
  })

  test('creates nothing the second time', async () => {
    const amazon = fakeNotifications()
    const { queueUrl } = server.createQueue('twice')
    const setup = { queue: { url: queueUrl }, sqs }
    const first = await amazon.notifications.setup(setup)
    const policy = await policyOf(queueUrl)
    const { calls } = amazon
    calls.length = 0
    const second = await amazon.notifications.setup(setup)
    expect(second).toEqual({ ...first, created: [], existing: ['policy', 'destination', 'subscription'] })
    expect(amazon.posted()).toEqual([])
    expect(await policyOf(queueUrl)).toEqual(policy)
  })

  test('checks the policy of a queue without changing it', async () => {
    const { queueUrl, queueArn } = server.createQueue('checked')
    const { notifications, calls } = fakeNotifications()
    const check = { queue: { url: queueUrl }, sqs }
    expect(await notifications.checkPolicy(check)).toEqual({ queueArn, allowsAmazon: false, notes: [] })
    expect(calls).toEqual([])
    await fakeNotifications().notifications.setup(check)
    expect(await notifications.checkPolicy(check)).toMatchObject({ queueArn, allowsAmazon: true })
  })

  test("keeps the existing statements of the queue's policy", async () => {
    const { queueUrl } = server.createQueue('kept')
    const mine = { Sid: 'Mine', Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sqs:*', Resource: '*' }
    const policy = { Version: '2012-10-17', Id: 'of-mine', Statement: [mine] }
    const attributes = { Policy: JSON.stringify(policy) }
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: attributes }))
    await fakeNotifications().notifications.setup({ queue: { url: queueUrl }, sqs })
    expect(await policyOf(queueUrl)).toMatchObject({ Id: 'of-mine', Statement: [mine, { Effect: 'Allow' }] })
  })

  test('needs no AWS permissions if the ARN is passed, and returns the skipped steps', async () => {
    const amazon = fakeNotifications()
    const ready = await amazon.notifications.setup({ queue: { arn }, payloadVersion: '2020-09-04', name: 'Mine' })
    expect(ready).toMatchObject({ queueArn: arn, skipped: ['policy'], created: ['destination', 'subscription'] })
    expect(amazon.destinations).toMatchObject([{ name: 'Mine' }])
    expect(amazon.subscription()?.payloadVersion).toBe('2020-09-04')
  })

  test('changes nothing if the subscription has another destination, and the error contains advice', async () => {
    const amazon = fakeNotifications()
    amazon.subscribe({ subscriptionId: 'old', payloadVersion: '1.0', destinationId: 'another' })
    const { queueUrl } = server.createQueue('elsewhere')
    await expect(amazon.notifications.setup({ queue: { url: queueUrl }, sqs })).rejects.toMatchObject({
      code: 'OTHER_DESTINATION',
      message: expect.stringContaining("remove({ subscriptionId: 'old' })"),
    })
    expect(amazon.posted()).toEqual([])
    expect(await policyOf(queueUrl)).toBeUndefined()
  })

  test('returns a note about a KMS key that must allow access by Amazon', async () => {
    const { queueUrl } = server.createQueue('encrypted', { attributes: { KmsMasterKeyId: 'alias/mine' } })
    const { notes } = await fakeNotifications().notifications.setup({ queue: { url: queueUrl }, sqs })
    expect(notes).toEqual([expect.stringContaining('alias/mine')])
  })

  test('removes what it created, and ignores what was already removed', async () => {
    const amazon = fakeNotifications()
    const { subscriptionId, destinationId } = await amazon.notifications.setup({ queue: { arn } })
    await amazon.notifications.remove({ subscriptionId, destinationId })
    expect([amazon.subscription(), amazon.destinations]).toEqual([undefined, []])
    await amazon.notifications.remove({ subscriptionId, destinationId })
    await expect(amazon.notifications.remove({})).rejects.toThrow(TypeError)
  })
})

describe('a setup with report types', () => {
  const browseTree = 'GET_XML_BROWSE_TREE_DATA'
  const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'

  test('creates a subscription with a filter for each list of types, next to the one for all reports', async () => {
    const amazon = fakeNotifications()
    const queue = { arn }
    await amazon.notifications.setup({ queue })
    await amazon.notifications.setup({ queue, reportTypes: [browseTree] })
    await amazon.notifications.setup({ queue, reportTypes: [listings, browseTree] })
    expect(amazon.subscriptions.map(({ processingDirective }) => processingDirective?.filterExpression)).toEqual([
      undefined,
      `reportProcessingFinishedNotification.reportType in ["${browseTree}"]`,
      `reportProcessingFinishedNotification.reportType in ["${listings}","${browseTree}"]`,
    ])
  })

  test.each([
    ['all reports', undefined],
    ['one type', [browseTree]],
    ['the same types in another order', [browseTree, listings, browseTree]],
  ])('finds the subscription to %s among several, on any page', async (_what, reportTypes) => {
    const amazon = fakeNotifications()
    const queue = { arn }
    const filter = reportTypes === undefined ? {} : { reportTypes }
    for (const others of [{}, { reportTypes: [browseTree] }, { reportTypes: [listings, browseTree] }]) {
      await amazon.notifications.setup({ queue, ...others })
    }
    const ready = await amazon.notifications.setup({ queue, ...filter })
    expect(ready.created).toEqual([])
    expect(amazon.subscriptions).toHaveLength(3)
  })

  test('fails if the pages of subscriptions never end', async () => {
    const amazon = fakeNotifications({ endless: true })
    const queue = { arn }
    await amazon.notifications.setup({ queue, reportTypes: [browseTree] })
    await expect(amazon.notifications.setup({ queue, reportTypes: [listings] })).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      message: expect.stringContaining('never ends'),
    })
  })

  test.each([
    ['no type', [], '`reportTypes` must name at least one report type.'],
    ['a text that is no name', ['A"] || true'], '`reportTypes` must be names of report types, not "A"] || true".'],
    ['too many types', Array.from({ length: 9 }, (_, index) => `${listings}_${index}`), 'Amazon allows 256'],
  ])('is rejected for %s before any call', async (_what, reportTypes, message) => {
    const { notifications, calls } = fakeNotifications()
    const setup = notifications.setup({ queue: { arn }, reportTypes })
    await expect(setup).rejects.toThrow(TypeError)
    await expect(setup).rejects.toThrow(message)
    expect(calls).toEqual([])
  })

  test('is written out in the commands to set up by hand', () => {
    const lines = fakeNotifications().notifications.setupCommands({ queue: { url }, reportTypes: [browseTree] })
    expect(lines.join('\n')).toContain(
      JSON.stringify(`reportProcessingFinishedNotification.reportType in ["${browseTree}"]`),
    )
  })
})

describe('a queue that cannot be set up', () => {
  test('is named in the error if it does not exist', async () => {
    const missing = `${server.address}/000000000000/missing`
    const setup = fakeNotifications().notifications.setup({ queue: { url: missing }, sqs })
    await expect(setup).rejects.toMatchObject({ code: 'QUEUE_NOT_FOUND', message: expect.stringContaining(missing) })
  })

  test('causes an error that names the missing permission', async () => {
    const amazon = fakeNotifications()
    const setup = amazon.notifications.setup({ queue: { url }, sqs: refusing('AccessDenied', 403) })
    await expect(setup).rejects.toMatchObject({
      code: 'QUEUE_NOT_ALLOWED',
      message: expect.stringContaining('sqs:GetQueueAttributes'),
    })
    expect(amazon.calls).toEqual([])
  })

  test.each([{ url: `${url}.fifo` }, { arn: `${arn}.fifo` }])(
    'is refused if it is a FIFO queue (%o)',
    async (queue) => {
      const { notifications } = fakeNotifications()
      await expect(notifications.setup({ queue, sqs })).rejects.toMatchObject({ code: 'QUEUE_FIFO' })
    },
  )

  test.each([
    ['no name', {}, '`queue` must have a `url` or an `arn`.'],
    ['no URL', { url: 'reports' }, '`queue.url` must be'],
    ['no ARN', { arn: 'reports' }, '`queue.arn` must be'],
    ['a URL that does not tell the ARN', { url: 'http://localhost:4566/1/reports' }, '`queue.arn` is required'],
  ])('causes a TypeError if it has %s', async (_what, queue, message) => {
    const { notifications, calls } = fakeNotifications()
    const setup = notifications.setup({ queue })
    await expect(setup).rejects.toThrow(TypeError)
    await expect(setup).rejects.toThrow(message)
    expect(calls).toEqual([])
  })
})

describe('the commands to set up by hand', () => {
  test('contain the queue, the ARN and the account, and no secret', () => {
    const { notifications, calls } = fakeNotifications()
    const lines = notifications.setupCommands({ queue: { url } })
    expect(lines.filter((line) => !line.startsWith('#'))).toEqual([
      `aws sqs add-permission --queue-url '${url}' --label AmazonSendsReportNotifications ` +
        '--aws-account-ids 437568002678 --actions SendMessage GetQueueAttributes',
    ])
    expect(lines.join('\n')).toContain(`{"name":"reports-reports","resourceSpecification":{"sqs":{"arn":"${arn}"}}}`)
    expect(lines.join('\n')).not.toMatch(/SECRET|REFRESH|ACCESS/)
    expect(calls).toEqual([])
  })

  test('are quoted for the shell, and require an ARN that cannot be derived from the URL', () => {
    const { notifications } = fakeNotifications()
    const local = "http://localhost:4566/1/it's"
    expect(notifications.setupCommands({ queue: { url: local, arn } })[2]).toContain(String.raw`/it'\''s'`)
    expect(() => notifications.setupCommands({ queue: { url: local } })).toThrow(TypeError)
  })
})
