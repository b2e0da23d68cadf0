/** The result of checking a queue. `unreadable` means that its policy could not be read. */
export type QueueCheck = 'allowed' | 'unreadable' | { readonly rejected: string }

/**
 * The queues that receive notifications. The interface does not mention the AWS SDK, so that users without queues do not
 * need its types.
 */
export interface Queues {
  /** Checks that a queue exists and that its policy allows Amazon to send. No message is sent. */
  check(arn: string): Promise<QueueCheck>
  /**
   * Sends a message. After `close`, nothing is sent.
   *
   * @throws Error if the message could not be delivered after several attempts.
   */
  send(arn: string, body: string): Promise<void>
  close(): void
}
