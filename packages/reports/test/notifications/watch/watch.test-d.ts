import { SQSClient } from '@aws-sdk/client-sqs'
import { expectTypeOf } from 'vitest'
import { memorySeenReports, sellingPartner, type WatchedReport } from '../../../src/accounts/selling-partner/index.ts'
import type { ReportDocument } from '../../../src/index.ts'

const account = sellingPartner({ region: 'eu', credentials: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' } })
const queue = { url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/reports' }
const sqs = new SQSClient({ region: 'eu-west-1' })

for await (const report of account.watch({ queue, sqs, seen: memorySeenReports() })) {
  expectTypeOf(report).toEqualTypeOf<WatchedReport>()
  expectTypeOf(report.document).toEqualTypeOf<ReportDocument | undefined>()
  expectTypeOf(report.notification?.notificationMetadata.notificationId).toEqualTypeOf<string | undefined>()
  expectTypeOf(report.notification).not.toBeAny()
}
account.watch({ queue, sqs: { region: 'eu-west-1' }, backfill: false })
account.notifications.setup({ queue: { arn: 'arn:aws:sqs:eu-west-1:123456789012:reports' } })

// @ts-expect-error a client or an endpoint is required
account.watch({ queue })
// @ts-expect-error an endpoint requires a region
account.watch({ queue, sqs: { endpoint: 'http://localhost:4566' } })
// @ts-expect-error backfill must be an object or false
account.watch({ queue, sqs, backfill: true })
// @ts-expect-error the store lacks a method
account.watch({ queue, sqs, seen: new Set<string>() })
// @ts-expect-error the queue must have a URL
account.watch({ queue: { arn: 'arn:aws:sqs:eu-west-1:123456789012:reports' }, sqs })
