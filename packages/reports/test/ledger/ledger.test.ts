import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'vitest'
import { fileLedger } from '../../src/ledger/file-ledger.ts'
import { ledgerContract } from '../../src/ledger/ledger-contract.ts'
import { memoryLedger } from '../../src/ledger/memory-ledger.ts'
import { yieldingLedger } from './yielding-ledger.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const stores = [
  { name: 'a ledger in memory', open: () => memoryLedger() },
  { name: 'a ledger in a file', open: () => fileLedger({ path: join(folder, 'ledger.db') }) },
  { name: 'an asynchronous ledger', open: () => yieldingLedger(memoryLedger()) },
]

describe.each(stores)('$name', ({ open }) => {
  test.each(ledgerContract)('$name', ({ run }) => run(open))
})
