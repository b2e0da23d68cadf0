import { describe, expect, test } from 'vitest'
import { memorySeenReports } from '../../../src/accounts/selling-partner/index.ts'
import { awsError } from './fake-sqs.ts'
import { settled } from './manual-clock.ts'
import { notification } from './notification.ts'
import { next, queueUrl, watching } from './watching.ts'

describe('a watch', () => {
  test.each(['2020-09-04', '1.0'])('gives the report of a notification with payload version %s', async (version) => {
    const { sqs, watch } = watching()
    sqs.put(notification({}, version))
    const report = await next(watch())
    expect(report).toMatchObject({
      source: 'queue',
      reportId: '50001',
      processingStatus: 'DONE',
      reportDocumentId: 'doc-1',
      receiveCount: 1,
      notification: { payloadVersion: version },
    })
    expect(await report.document?.text()).toContain('Café')
  })

  test('yields a report without a document', async () => {
    const { sqs, watch } = watching()
    sqs.put(
      notification({ processingStatus: 'CANCELLED', reportDocumentId: undefined, accountId: 'amzn1.merchant.o.1' }),
    )
    const report = await next(watch())
    expect(report.processingStatus).toBe('CANCELLED')
    expect(report).not.toHaveProperty('document')
  })

  test('acknowledges a report when the consumer requests the next one, and not before', async () => {
    const { sqs, watch } = watching()
    sqs.put(notification({ reportId: '1' }))
    sqs.put(notification({ reportId: '2' }))
    const reports = watch()
    await next(reports)
    expect(sqs.messages).toHaveLength(2)
    expect(await next(reports)).toMatchObject({ reportId: '2' })
    expect(sqs.messages).toHaveLength(1)
  })

  test('acknowledges a report that the consumer marks as done, even if the consumer then leaves the loop', async () => {
    const { sqs, watch, told } = watching()
    sqs.put(notification())
    for await (const report of watch()) {
      await report.done()
      break
    }
    expect(sqs.messages).toEqual([])
    expect(told('returned')).toEqual([])
  })

  test('waits up to twenty seconds for each message', async () => {
    const { clock, sqs, watch } = watching()
    const first = next(watch())
    await clock.advance(50_000)
    sqs.put(notification())
    expect(await first).toMatchObject({ reportId: '50001' })
    expect(sqs.named('ReceiveMessageCommand').map(({ input }) => input.WaitTimeSeconds)).toEqual([20, 20, 20])
  })

  test('rejects with the reason of its signal while it waits', async () => {
    const { clock, watch } = watching()
    const abort = new AbortController()
    const first = next(watch({ signal: abort.signal }))
    await settled()
    abort.abort(new Error('enough'))
    await expect(first).rejects.toThrow('enough')
    await clock.advance(0)
    expect(clock.pendingTimers()).toBe(0)
  })

  test('acknowledges the current report before an abort ends the watch', async () => {
    const { sqs, watch } = watching()
    sqs.put(notification())
    const abort = new AbortController()
    const reports = watch({ signal: abort.signal })
    await next(reports)
    abort.abort(new Error('enough'))
    await expect(next(reports)).rejects.toThrow('enough')
    expect(sqs.messages).toEqual([])
  })

  test('releases the current report when the iterator is closed', async () => {
    const { clock, sqs, watch, told } = watching()
    sqs.put(notification())
    const reports = watch()
    await next(reports)
    await reports.return()
    expect(told('returned')).toHaveLength(1)
    await clock.advance(0)
    expect(clock.pendingTimers()).toBe(0)
    expect(sqs.messages[0]?.visibleAt).toBe(clock.now())
  })
})

describe('a consumer that fails', () => {
  test('receives the report again until it moves to the dead-letter queue', async () => {
    const { sqs, watch } = watching(3)
    sqs.put(notification())
    const seen = memorySeenReports()
    for (let time = 1; time <= 3; time++) {
      const consume = async () => {
        for await (const report of watch({ seen })) {
          expect(report.receiveCount).toBe(time)
          throw new Error('disk full')
        }
      }
      await expect(consume()).rejects.toThrow('disk full')
    }
    sqs.put(notification({ reportId: '50002' }))
    expect(await next(watch({ seen }))).toMatchObject({ reportId: '50002' })
    expect(sqs.dead).toHaveLength(1)
  })

  test('receives it again in the same loop if it marks the report as failed', async () => {
    const { sqs, watch, told } = watching()
    sqs.put(notification())
    const reports = watch()
    await (await next(reports)).failed()
    expect(await next(reports)).toMatchObject({ reportId: '50001', receiveCount: 2 })
    expect(told('returned')).toHaveLength(1)
  })

  test('cannot change the first result: done after failed, or failed after done, has no effect', async () => {
    const { sqs, watch } = watching()
    sqs.put(notification())
    const report = await next(watch())
    await report.done()
    await report.failed()
    expect(sqs.messages).toEqual([])
    expect(sqs.named('ChangeMessageVisibilityCommand')).toEqual([])
  })

  test('receives it again if the store could not record the report', async () => {
    const { sqs, watch } = watching()
    sqs.put(notification())
    const seen = {
      has: () => false,
      add: () => Promise.reject(new Error('no database')),
    }
    const reports = watch({ seen })
    await next(reports)
    await expect(next(reports)).rejects.toThrow('no database')
    expect(sqs.messages).toMatchObject([{ visibleAt: Date.UTC(2026, 2, 4, 12) }])
  })
})

describe('a notification that is delivered twice', () => {
  test('yields its report once, and both messages are acknowledged', async () => {
    const { sqs, watch, told } = watching()
    sqs.put(notification({ reportId: '1' }))
    sqs.put(notification({ reportId: '1' }))
    sqs.put(notification({ reportId: '2' }))
    const reports = watch()
    expect(await next(reports)).toMatchObject({ reportId: '1' })
    expect(await next(reports)).toMatchObject({ reportId: '2' })
    expect(told('duplicate')).toMatchObject([{ messageId: 'message-2', reportId: '1' }])
    expect(sqs.messages).toHaveLength(1)
  })

  test('is acknowledged eventually if deleting its message failed', async () => {
    const { clock, sqs, watch, told } = watching()
    sqs.put(notification())
    sqs.fails('DeleteMessageCommand', awsError('InternalError', 500))
    const reports = watch()
    await next(reports)
    const second = next(reports)
    await clock.advance(130_000)
    expect(told('message-failed')).toMatchObject([{ messageId: 'message-1' }])
    expect(told('duplicate')).toHaveLength(1)
    expect(sqs.messages).toEqual([])
    sqs.put(notification({ reportId: '2' }))
    await second
  })
})

describe('a message that is not for the watch', () => {
  const foreign = [
    ['of another notification type', { notificationType: 'ORDER_CHANGE', payload: {} }, 'notification type'],
    ['of another report type', notification({ reportType: 'GET_OTHER' }), 'report type'],
    ['of another seller', notification({ sellerId: 'ANOTHER' }), 'seller'],
  ] as const
  const mine = {
    reportTypes: ['GET_MERCHANT_LISTINGS_ALL_DATA'],
    sellerId: 'A3TH9S8BH6GOGM',
    backfill: false,
  } as const

  test.each(foreign)('is left to others if it is %s', async (_what, body, reason) => {
    const { clock, sqs, watch, events } = watching()
    sqs.put(body)
    const first = next(watch(mine))
    await clock.advance(0)
    expect(events).toEqual([{ type: 'ignored', messageId: 'message-1', reason, acknowledged: false }])
    expect(sqs.messages).toMatchObject([{ visibleAt: clock.now() + 120_000 }])
    sqs.put(notification())
    await first
  })

  test.each(foreign)('is acknowledged on request if it is %s', async (_what, body, reason) => {
    const { clock, sqs, watch, events } = watching()
    sqs.put(body)
    const first = next(watch({ ...mine, acknowledgeOthers: true }))
    await clock.advance(0)
    expect(events).toMatchObject([{ reason, acknowledged: true }])
    expect(sqs.messages).toEqual([])
    sqs.put(notification({ sellerId: undefined }))
    expect(await first).toMatchObject({ reportId: '50001' })
  })

  test.each([
    ['not JSON', '<html>', 'it is not a JSON object'],
    ['a list', '[]', 'it is not a JSON object'],
    ['without a type', '{}', 'it has no notificationType'],
    [
      'without its payload',
      { ...notification(), payload: null },
      'it lacks payload.reportProcessingFinishedNotification',
    ],
    ['without a reportId', notification({ reportId: 7 }), 'it lacks reportId'],
    ['with a document id that is not a string', notification({ reportDocumentId: 7 }), 'it lacks reportDocumentId'],
  ])('is not deleted if it is %s, and moves to the dead-letter queue', async (_what, body, reason) => {
    const { clock, sqs, watch, events } = watching(2)
    sqs.put(body)
    const first = next(watch({ acknowledgeOthers: true }))
    await clock.advance(300_000)
    expect(events).toEqual(
      [1, 2].map((receiveCount) => ({ type: 'malformed', messageId: 'message-1', receiveCount, reason })),
    )
    expect(sqs.dead).toHaveLength(1)
    expect(sqs.named('DeleteMessageCommand')).toEqual([])
    sqs.put(notification())
    await first
  })
})

describe('a slow consumer', () => {
  test('keeps its message hidden only while it works', async () => {
    const { clock, sqs, watch } = watching()
    sqs.put(notification())
    const reports = watch({ visibilityTimeout: 30 })
    const report = await next(reports)
    await clock.advance(3_600_000)
    expect(sqs.messages[0]?.visibleAt).toBeGreaterThan(clock.now())
    expect(sqs.named('ChangeMessageVisibilityCommand')).toHaveLength(360)
    await report.done()
    await clock.advance(60_000)
    expect(sqs.named('ChangeMessageVisibilityCommand')).toHaveLength(360)
    expect(clock.pendingTimers()).toBe(0)
  })

  test('continues after two failed lease renewals, and an event reports them', async () => {
    const { clock, sqs, watch, told } = watching()
    const fault = () => awsError('InternalError', 500)
    sqs.fails('ChangeMessageVisibilityCommand', fault(), fault())
    sqs.put(notification())
    await next(watch({ visibilityTimeout: 30 }))
    await clock.advance(29_999)
    expect(told('lease-renewal-failed')).toHaveLength(2)
    await clock.advance(1)
    expect(sqs.messages[0]?.visibleAt).toBe(clock.now() + 30_000)
  })

  test('stops renewing the lease of a deleted message', async () => {
    const { clock, sqs, watch, told } = watching()
    sqs.put(notification())
    await next(watch())
    sqs.messages.length = 0
    await clock.advance(600_000)
    expect(told('lease-renewal-failed')).toHaveLength(1)
    expect(clock.pendingTimers()).toBe(0)
  })
})

describe('a queue that cannot be read', () => {
  test.each([
    ['QueueDoesNotExist', 400, 'QUEUE_NOT_FOUND', `The queue ${queueUrl} does not exist`],
    ['AccessDenied', 403, 'QUEUE_NOT_ALLOWED', 'sqs:ReceiveMessage'],
    ['CredentialsProviderError', undefined, 'QUEUE_NOT_ALLOWED', 'credentials'],
    ['TimeoutError', undefined, 'QUEUE_FAILED', 'TimeoutError'],
  ])('ends the watch at the start (%s)', async (name, status, code, message) => {
    const { sqs, watch } = watching()
    sqs.fails('ReceiveMessageCommand', awsError(name, status))
    await expect(next(watch())).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })

  test('is retried if it was readable before', async () => {
    const { clock, sqs, watch, told } = watching()
    const first = next(watch())
    await clock.advance(1)
    sqs.fails('ReceiveMessageCommand', awsError('TimeoutError'), awsError('InternalError', 500))
    await clock.advance(30_000)
    expect(told('receive-failed')).toMatchObject([{ milliseconds: 1000 }, { milliseconds: 2000 }])
    sqs.put(notification())
    await first
  })

  test('ends the watch if it is deleted later', async () => {
    const { clock, sqs, watch } = watching()
    const first = expect(next(watch())).rejects.toMatchObject({ code: 'QUEUE_NOT_FOUND' })
    await clock.advance(1)
    sqs.fails('ReceiveMessageCommand', awsError('AWS.SimpleQueueService.NonExistentQueue', 400))
    await clock.advance(30_000)
    await first
  })

  test('causes a TypeError for invalid options before anything is sent', () => {
    const { watch, sqs } = watching()
    expect(() => watch({ queue: { url: 'reports' } })).toThrow(TypeError)
    expect(() => watch({ queue: { url: `${queueUrl}.fifo` } })).toThrow('standard queues only')
    expect(() => watch({ visibilityTimeout: 1 })).toThrow('visibilityTimeout')
    expect(() => watch({ reportTypes: [] })).toThrow('reportTypes')
    expect(() => watch({ backfill: {} })).toThrow('`backfill` requires `reportTypes`')
    expect(() => watch({ reportTypes: ['A'], backfill: { interval: 10 } })).toThrow('backfill.interval')
    // @ts-expect-error a client or an endpoint is required
    expect(() => watch({ sqs: {} })).toThrow('SQSClient')
    expect(sqs.sent).toEqual([])
  })
})
