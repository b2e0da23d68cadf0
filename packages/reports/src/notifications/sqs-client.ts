// Nothing of the AWS SDK is imported here, not even a type: who uses no queue has not installed it.

/** An `SQSClient` of `@aws-sdk/client-sqs`, version 3: only its `send` is used. */
export interface SqsClient {
  send(command: never, options?: { abortSignal?: AbortSignal }): Promise<unknown>
}

/** Where SQS is, for who has no client at hand: one is made with the AWS SDK's own configuration. */
export interface SqsAddress {
  /** For example `eu-west-1`. */
  readonly region: string
  /** Another address than AWS's, for example that of a local SQS. */
  readonly endpoint?: string
}

/** @throws TypeError when `sqs` is neither a client nor an address. */
export function checkSqs(sqs: SqsClient | SqsAddress): void {
  if (typeof sqs === 'object' && sqs !== null) {
    if ('send' in sqs ? typeof sqs.send === 'function' : typeof sqs.region === 'string') return
  }
  throw new TypeError("sqs must be an SQSClient of @aws-sdk/client-sqs, or an address such as { region: 'eu-west-1' }")
}
