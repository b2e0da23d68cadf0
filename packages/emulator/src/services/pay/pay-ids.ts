import { randomBytes, randomUUID } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const digits = '0123456789'

/** Generates identifiers in the format of those in Amazon's documents. */
export const payIds = {
  report: (): string => `A${random(8, digits)}${random(12)}`,
  schedule: (): string => `6${random(10, digits)}`,
  document: (): string => `amzn1.tortuga.3.${randomUUID()}.T${random(13)}`,
  nextToken: (): string => `nt-${randomUUID()}`,
}

function random(length: number, characters = alphabet): string {
  return Array.from(randomBytes(length), (byte) => characters[byte % characters.length]).join('')
}
