import { AuthError } from '@reportline/auth'
import { RequestError } from '@reportline/request'

/** Whether the cause of a failed call may be temporary, so that the call is worth repeating later. */
export function isTransient(error: unknown): error is RequestError | AuthError {
  return (error instanceof RequestError || error instanceof AuthError) && error.retryable
}
