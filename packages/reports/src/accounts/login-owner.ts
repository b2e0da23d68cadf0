import type { CredentialsSource } from '@reportline/auth'
import type { BucketOwner } from './account-buckets.ts'

/** The owner of the quotas of an account that logs in with Amazon: its application and who authorized it. */
export function loginOwner(source: CredentialsSource): BucketOwner {
  return async () => {
    const { clientId, refreshToken } = typeof source === 'function' ? await source() : source
    return [clientId, refreshToken]
  }
}
