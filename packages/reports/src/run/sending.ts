import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestEvent } from '@reportline/request'

/** Whether something has been sent. */
export interface Sending {
  began: boolean
}

const current = new AsyncLocalStorage<Sending>()

/** Does something, during which {@link noteSending} notes in `sending` whether a request begins. */
export function watchSending<Result>(sending: Sending, action: () => Promise<Result>): Promise<Result> {
  return current.run(sending, action)
}

/** To be told of the events of an account's calls. */
export function noteSending({ type }: RequestEvent): void {
  const sending = current.getStore()
  if (sending !== undefined && type === 'request') sending.began = true
}
