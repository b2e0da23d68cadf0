import type { WatchEvent, WatchOptions } from '../../../src/accounts/selling-partner/index.ts'
import { FakeAmazon } from '../../support/fake-amazon.ts'
import { FakeSqs } from './fake-sqs.ts'
import { manualClock, settled } from './manual-clock.ts'

export const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/reports'

/** Watches with a queue, an Amazon and a clock that the test controls. */
export function watching(maxReceiveCount?: number) {
  const standing = manualClock()
  const clock = { ...standing, advance }
  const sqs = new FakeSqs(clock, maxReceiveCount)
  const amazon = new FakeAmazon()
  const account = amazon.account({ clock })
  const events: WatchEvent[] = []
  const watch = (options: Partial<WatchOptions> = {}) =>
    account.watch({ queue: { url: queueUrl }, sqs, clock, onEvent: (event) => events.push(event), ...options })
  /** Advances the clock once a watch has loaded the AWS SDK and polled, which takes real time. */
  async function advance(milliseconds: number): Promise<void> {
    while (sqs.named('ReceiveMessageCommand').length === 0) await settled()
    await standing.advance(milliseconds)
  }
  return { clock, sqs, amazon, account, events, watch, told: (type: string) => events.filter((e) => e.type === type) }
}

/** Returns the next report of a watch. Throws if the watch has ended. */
export async function next<T>(watch: AsyncGenerator<T, void>): Promise<T> {
  const { done, value } = await watch.next()
  if (done) throw new Error('the watch has ended')
  return value
}
