import type { DocumentStore } from '../documents/document-store.ts'
import type { Durations } from '../options/emulator-options.ts'
import type { PayOptions } from '../options/pay-options.ts'
import type { Queues } from '../queues/queues.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Account } from './accounts.ts'
import type { MovableClock } from './clock.ts'
import type { Scheduler } from './scheduler.ts'
import type { UsagePlans } from './usage-plans.ts'

/** What the services of one emulator share. */
export interface EmulatorState {
  readonly clock: MovableClock
  readonly scheduler: Scheduler
  /** Reports a failure that no caller would notice. */
  readonly warn: (message: string) => void
  /** Undefined if the emulator was started without the option `sqs`. */
  readonly queues: Queues | undefined
  readonly durations: Durations
  readonly documents: DocumentStore
  readonly accessTokens: AccessTokens
  readonly usagePlans: UsagePlans
  /** One for each service that has an account. */
  readonly accounts: readonly Account[]
  /** Whether the report APIs respond as Amazon's static sandbox does. */
  readonly staticSandbox: boolean
  readonly pay: PayOptions
}
