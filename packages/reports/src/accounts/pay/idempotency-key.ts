/** Returns a UUID as an idempotency key: its hexadecimal digits without dashes, as in Amazon's own samples. */
export function idempotencyKey(uuid: string): string {
  return uuid.replaceAll('-', '')
}
