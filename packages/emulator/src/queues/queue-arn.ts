/** A queue, by the parts of its ARN. */
export interface QueueName {
  readonly region: string
  readonly account: string
  readonly name: string
}

/** Reads an ARN of the form that the specification wants: `arn:aws:sqs:<region>:<account>:<name>`. */
export function readArn(arn: string): QueueName {
  const [, , , region = '', account = '', name = ''] = arn.split(':')
  return { region, account, name }
}
