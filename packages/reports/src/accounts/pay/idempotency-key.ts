/** The header's form of a UUID: its hexadecimal digits. Amazon's own samples take the dashes out. */
export function idempotencyKey(uuid: string): string {
  return uuid.replaceAll('-', '')
}
