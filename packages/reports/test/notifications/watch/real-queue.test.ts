import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memorySeenReports, type WatchOptions } from '../../../src/accounts/selling-partner/index.ts'
import { FakeAmazon } from '../../support/fake-amazon.ts'
import { notification } from './notification.ts'
import { next } from './watching.ts'

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

/** A queue with a dead-letter queue behind it. */
function queues(name: string, maxReceiveCount = 2) {
  const dead = server.createQueue(`${name}-dead`)
  const redrive = JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount })
  const { queueUrl } = server.createQueue(name, { attributes: { RedrivePolicy: redrive } })
  const messages = (which: string) => server.inspectQueue(which)?.messages
  return {
    url: queueUrl,
    put: (body: unknown) => sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(body) })),
    ready: () => messages(name)?.ready.length,
    inflight: () => messages(name)?.inflight.length,
    dead: () => messages(`${name}-dead`)?.ready.map(({ body }) => JSON.parse(body)),
  }
}

function watch(url: string, options: Partial<WatchOptions> = {}) {
  return new FakeAmazon().account().watch({ queue: { url }, sqs, ...options })
}

describe('a watch on an SQS queue over HTTP', () => {
  test('yields reports, and deletes their messages after they are processed', async () => {
    const queue = queues('delivered')
    await queue.put(notification({ reportId: '1' }))
    await queue.put(notification({ reportId: '2' }))
    const given: string[] = []
    for await (const { reportId, done } of watch(queue.url)) {
      given.push(reportId)
      if (given.length < 2) continue
      await done()
      break
    }
    expect(given).toEqual(['1', '2'])
    expect([queue.ready(), queue.inflight()]).toEqual([0, 0])
  })

  test('yields a report whose message arrives during the wait', async () => {
    const queue = queues('waiting')
    const report = next(watch(queue.url))
    await queue.put(notification())
    expect(await report).toMatchObject({ reportId: '50001', receiveCount: 1 })
  })

  test('redelivers a report to a consumer that throws, and then moves it to the dead-letter queue', async () => {
    const queue = queues('thrown')
    await queue.put(notification({ reportId: 'bad' }))
    const seen = memorySeenReports()
    const consume = async () => {
      for await (const { reportId } of watch(queue.url, { seen })) throw new Error(`no room for ${reportId}`)
    }
    await expect(consume()).rejects.toThrow('no room for bad')
    expect([queue.ready(), queue.inflight()]).toEqual([1, 0])
    await expect(consume()).rejects.toThrow('no room for bad')
    await queue.put(notification({ reportId: 'good' }))
    await expect(consume()).rejects.toThrow('no room for good')
    expect(queue.dead()).toEqual([notification({ reportId: 'bad' })])
  })

  test('can share a queue with another watch: one of them processes each report', async () => {
    const queue = queues('shared')
    const seen = memorySeenReports()
    const finished: string[] = []
    const abort = new AbortController()
    const wanted = Array.from({ length: 12 }, (_, index) => String(index))
    const consume = async () => {
      for await (const { reportId, done } of watch(queue.url, { seen, signal: abort.signal })) {
        await done()
        finished.push(reportId)
        if (finished.length === wanted.length) abort.abort(new Error('enough'))
      }
    }
    for (const reportId of wanted) await queue.put(notification({ reportId }))
    const results = await Promise.allSettled([consume(), consume()])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(finished.toSorted()).toEqual(wanted.toSorted())
  })

  test('leaves messages that are not notifications in the queue', async () => {
    const queue = queues('malformed')
    await queue.put({ hello: 'world' })
    await queue.put(notification())
    const events: unknown[] = []
    const reports = watch(queue.url, { onEvent: (event) => events.push(event) })
    expect(await next(reports)).toMatchObject({ reportId: '50001' })
    expect(events).toMatchObject([{ type: 'malformed', receiveCount: 1 }])
    expect(queue.inflight()).toBe(2)
    await reports.return()
  })

  test('rejects if the queue does not exist', async () => {
    await expect(next(watch(`${server.address}/000000000000/missing`))).rejects.toMatchObject({
      name: 'NotificationError',
      code: 'QUEUE_NOT_FOUND',
    })
  })
})
