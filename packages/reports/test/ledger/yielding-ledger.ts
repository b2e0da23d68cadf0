import { setImmediate } from 'node:timers/promises'
import type { Ledger } from '../../src/ledger/ledger.ts'

/** Delays every operation of a ledger before and after it, as a database across a network does. */
export function yieldingLedger(ledger: Ledger): Ledger {
  const delayed = <Args extends unknown[], Result>(operation: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      await setImmediate()
      try {
        return await operation(...args)
      } finally {
        await setImmediate()
      }
    }
  }
  return {
    insert: delayed(ledger.insert),
    add: delayed(ledger.add),
    acquire: delayed(ledger.acquire),
    update: delayed(ledger.update),
    renew: delayed(ledger.renew),
    release: delayed(ledger.release),
    deliver: delayed(ledger.deliver),
    find: delayed(ledger.find),
    findDocument: delayed(ledger.findDocument),
    ownerOf: delayed(ledger.ownerOf),
    lastRequested: delayed(ledger.lastRequested),
    list: delayed(ledger.list),
    prune: delayed(ledger.prune),
    seen: ledger.seen,
    close: ledger.close,
    [Symbol.asyncDispose]: ledger.close,
  }
}
