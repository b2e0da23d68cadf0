import type { Answer } from './answer.ts'
import type { Send } from './attempt.ts'
import type { CallOptions } from './call-options.ts'
import type { Operation } from './operation.ts'
import type { RequestOptions } from './request-options.ts'

/** Makes one call: waits for its turn, sends, judges, tries again where that is safe. */
export type RequestFunction = (operation: Operation, send: Send, options?: CallOptions) => Promise<Answer<unknown>>

/** Makes the function that every call goes through. */
export function createRequest(_options: RequestOptions = {}): RequestFunction {
  return () => Promise.reject(new Error('not built yet'))
}
