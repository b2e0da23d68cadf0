// Imports nothing from the AWS SDK, not even a type, because it is an optional peer dependency.

/** An `SQSClient` of `@aws-sdk/client-sqs`, version 3. Only its `send` is used. */
export interface SqsClient {
  send(command: never, options?: { abortSignal?: AbortSignal }): Promise<unknown>
}

/** The address of SQS. A client is created with the AWS SDK's own configuration. */
export interface SqsAddress {
  /** For example `eu-west-1`. */
  readonly region: string
  /** A URL to use instead of AWS's, for example that of a local SQS. */
  readonly endpoint?: string
}

/** @throws TypeError if `sqs` is neither a client nor an address. */
export function checkSqs(sqs: SqsClient | SqsAddress): void {
  if (typeof sqs === 'object' && sqs !== null) {
    if ('send' in sqs ? typeof sqs.send === 'function' : typeof sqs.region === 'string') return
  }
  throw new TypeError(
    "`sqs` must be an SQSClient of @aws-sdk/client-sqs, or an address such as { region: 'eu-west-1' }.",
  )
}
