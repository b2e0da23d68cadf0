import type { BaseClock } from './clock.ts'
import type { Durations } from './define-service.ts'
import { amount, fields, optional, text, whole, wrong } from './fields.ts'
import type { DocumentSeed } from './given.ts'

/** How to start an emulator. */
export interface EmulatorOptions {
  /** The port to listen at; 0, the default, takes any free one. */
  readonly port?: number
  /** The address to listen at; 127.0.0.1, if left out. */
  readonly host?: string
  /** How long reports wait and are worked on, in milliseconds: 5,000 and 6,000, if left out, like Amazon's quickest. */
  readonly durations?: Partial<Durations>
  /** The clock that the emulator's own starts from; the system's, if left out. */
  readonly clock?: BaseClock
  /** Documents that are there from the start, like `documents` in {@link Given}. */
  readonly documents?: readonly DocumentSeed[]
}

/** Options with their defaults. */
export interface ReadOptions {
  readonly port: number
  readonly host: string
  readonly durations: Durations
  readonly clock: BaseClock | undefined
  /** Judged when it is set up. */
  readonly documents: unknown
}

/** @throws TypeError that names the option which is wrong and says what it must be. */
export function readOptions(options: unknown): ReadOptions {
  const given = fields(options, 'options', ['port', 'host', 'durations', 'clock', 'documents'])
  const durations = fields(given.durations ?? {}, 'durations', ['inQueue', 'inProgress'])
  return {
    port: optional(given.port, (port) => whole(port, 'port', 0, 65_535, ' (0 takes any free one)')) ?? 0,
    host: optional(given.host, (host) => text(host, 'host')) ?? '127.0.0.1',
    durations: {
      inQueue: amount(durations.inQueue ?? 5_000, 'durations.inQueue', 'milliseconds'),
      inProgress: amount(durations.inProgress ?? 6_000, 'durations.inProgress', 'milliseconds'),
    },
    clock: optional(given.clock, readClock),
    documents: given.documents,
  }
}

function readClock(clock: unknown): BaseClock {
  if (typeof clock === 'object' && clock !== null && 'now' in clock && typeof clock.now === 'function') {
    return clock as BaseClock
  }
  throw wrong('clock', 'an object with a function now() that returns milliseconds', clock)
}
