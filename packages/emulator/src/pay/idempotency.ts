import { isDeepStrictEqual } from 'node:util'
import type { Answer } from '../service/service-definition.ts'
import { payError } from './pay-errors.ts'

interface Done {
  readonly wish: unknown
  readonly answer: Answer
}

/**
 * Remembers what was carried out under which idempotency key. That a repetition gets the first answer, and the same key
 * with another wish an error, is assumed.
 */
export class Idempotency {
  readonly #done = new Map<string, Done>()

  /**
   * Carries a wish out, unless that has been done under the key.
   *
   * @param operation Its keys are its own.
   * @param wish What is asked for, apart from the key.
   */
  once(operation: string, key: string | undefined, wish: unknown, carryOut: () => Answer): Answer {
    if (key === undefined) return carryOut()
    const name = `${operation} ${key}`
    const done = this.#done.get(name)
    if (done === undefined) {
      const answer = carryOut()
      if (answer.status < 300) this.#done.set(name, { wish, answer })
      return answer
    }
    if (isDeepStrictEqual(done.wish, wish)) return done.answer
    return payError(400, 'DuplicateIdempotencyKey', 'The idempotency key was used before, for something else.')
  }
}
