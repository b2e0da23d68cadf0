import { callBench } from './call/call-bench.ts'
import { importBench } from './imports/import-bench.ts'
import { ledgerBench } from './ledger/ledger-bench.ts'
import { limiterBench } from './limiter/limiter-bench.ts'
import { recordsBench } from './records/records-bench.ts'
import type { Bench } from './report/bench.ts'
import { rowsBench } from './rows/rows-bench.ts'
import { saveBench } from './save/save-bench.ts'
import { signingBench } from './signing/signing-bench.ts'

/** All benchmarks, in the order in which they run. */
export const benches: readonly Bench[] = [
  rowsBench,
  recordsBench,
  saveBench,
  callBench,
  importBench,
  signingBench,
  limiterBench,
  ledgerBench,
]
