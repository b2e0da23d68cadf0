/** What is known of a queue that notifications shall go to. */
export type QueueVerdict = 'allowed' | 'unreadable' | { readonly refused: string }

/**
 * The queues that notifications go to. The types of the SDK behind them stay out of here: whoever uses the emulator
 * without queues need not have it.
 */
export interface Queues {
  /** Looks whether a queue is there and its policy lets Amazon send. No message is sent. */
  check(arn: string): Promise<QueueVerdict>
  /**
   * Sends a message; after `close`, nothing is sent.
   *
   * @throws Error when the message could not be delivered, after some attempts.
   */
  send(arn: string, body: string): Promise<void>
  close(): void
}
