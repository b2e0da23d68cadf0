import type { DocumentFixture } from '../documents/document-content.ts'
import type { PayOptions } from './pay-options.ts'

/** A source of time. */
export interface BaseClock {
  /** @returns Milliseconds since 1970-01-01 UTC. */
  now(): number
}

/** How long a report stays in each phase, in milliseconds. */
export interface Durations {
  readonly inQueue: number
  readonly inProgress: number
}

/** How to reach the queues that receive notifications. The AWS SDK's own configuration fills in what is omitted. */
export interface SqsOptions {
  /**
   * URL of a service that is compatible with Amazon SQS. If you set it and omit `credentials`, the emulator sends made-up
   * credentials.
   */
  readonly endpoint?: string | undefined
  /** The region of every queue. Defaults to the region in the queue's ARN. */
  readonly region?: string | undefined
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined
}

/** Options of `startEmulator`. */
export interface EmulatorOptions {
  /** The port to listen on. Defaults to 0, which selects any free port. */
  readonly port?: number | undefined
  /**
   * The address to listen on. Defaults to `127.0.0.1`. With any address that is not loopback, such as `0.0.0.0`, other
   * machines can call the emulator, and `onWarning` is called.
   */
  readonly host?: string | undefined
  /**
   * The URL that clients on other machines use, for example `http://emulator:4500` in a container network. Requests may
   * address its host, and the URLs of documents begin with it. By default, requests must address loopback or the IP
   * address that they reach.
   */
  readonly publicUrl?: string | undefined
  /**
   * The token that requests to `/_emulator/…` must send as `Authorization: Bearer <token>`, unless they come from this
   * machine and address loopback. Defaults to a random one.
   */
  readonly controlToken?: string | undefined
  /**
   * Also listens with https, for clients that support nothing else, with a certificate generated at the start. Defaults
   * to false. The port defaults to any free one.
   */
  readonly https?: boolean | { readonly port?: number | undefined } | undefined
  /** Defaults to 5,000 and 6,000 milliseconds, as fast as Amazon's quickest reports. */
  readonly durations?: { readonly [Phase in keyof Durations]?: number | undefined } | undefined
  /** The clock that the emulator's clock is based on. Defaults to the system clock. */
  readonly clock?: BaseClock | undefined
  /** Documents that exist from the start, like the fixtures `documents`. */
  readonly documents?: readonly DocumentFixture[] | undefined
  /** Where to send notifications. By default none are sent. Requires the package `@aws-sdk/client-sqs`. */
  readonly sqs?: SqsOptions | undefined
  /**
   * Whether the Selling Partner and Business report APIs respond as Amazon's static sandbox does: only to the requests that
   * Amazon documents for it, with the documented responses. Any other request is an error. Defaults to false.
   */
  readonly staticSandbox?: boolean | undefined
  /** Settings for Amazon Pay. */
  readonly pay?: PayOptions | undefined
  /**
   * Called with a message when something fails that no caller would notice, such as the delivery of a notification.
   * Defaults to `console.warn`.
   */
  readonly onWarning?: ((message: string) => void) | undefined
}
